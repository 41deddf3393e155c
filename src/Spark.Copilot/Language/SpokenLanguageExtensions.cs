namespace Spark.Copilot.Language;

/// <summary>How a language is named in the contract.</summary>
internal static class SpokenLanguageExtensions
{
    public static string ToCode(this SpokenLanguage language) => language == SpokenLanguage.Turkish ? "tr" : "en";

    public static SpokenLanguage FromCode(string? code) => code switch
    {
        "tr" => SpokenLanguage.Turkish,
        "en" => SpokenLanguage.English,
        _ => SpokenLanguage.None,
    };
}
