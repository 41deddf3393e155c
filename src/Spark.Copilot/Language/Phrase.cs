namespace Spark.Copilot.Language;

/// <summary>One to five words of the lexicon and what they mean in each language.</summary>
internal sealed class Phrase(string[] words)
{
    public string[] Words { get; } = words;

    public List<string> English { get; } = [];

    public List<string> Turkish { get; } = [];

    /// <summary>The meanings in <paramref name="language"/>, or in the other one when it has none.</summary>
    public string[] In(SpokenLanguage language)
    {
        _english ??= [.. English];
        _turkish ??= [.. Turkish];
        var (first, second) = language == SpokenLanguage.Turkish ? (_turkish, _english) : (_english, _turkish);
        return first.Length > 0 ? first : second;
    }

    private string[]? _english;
    private string[]? _turkish;
}
