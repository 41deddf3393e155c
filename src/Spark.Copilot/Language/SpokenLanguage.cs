namespace Spark.Copilot.Language;

/// <summary>The languages that Spark reads and answers in.</summary>
[Flags]
internal enum SpokenLanguage
{
    None = 0,
    English = 1,
    Turkish = 2,
}
