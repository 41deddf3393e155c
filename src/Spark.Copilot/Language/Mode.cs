namespace Spark.Copilot.Language;

/// <summary>Whether words ask for a simulation or for the real thing.</summary>
internal enum Mode
{
    Unsaid,
    Dry,
    Live,
}
