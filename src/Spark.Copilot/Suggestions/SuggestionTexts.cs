using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Spark.Copilot.Language;

namespace Spark.Copilot.Suggestions;

/// <summary>What suggestions say, from <c>prompts/suggestions</c>. Both languages have every text; that is checked at start.</summary>
internal sealed class SuggestionTexts
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo Turkish = CultureInfo.GetCultureInfo("tr-TR");

    private readonly FrozenDictionary<string, string> _english;
    private readonly FrozenDictionary<string, string> _turkish;

    private SuggestionTexts(FrozenDictionary<string, string> english, FrozenDictionary<string, string> turkish) => (_english, _turkish) = (english, turkish);

    /// <exception cref="PromptException">A file is missing, malformed, or lacks a text.</exception>
    public static SuggestionTexts Read(string folder) => new(ReadFile(Path.Combine(folder, "en.json")), ReadFile(Path.Combine(folder, "tr.json")));

    /// <summary>One of a suggestion's sentences: <c>title</c>, <c>text</c>, <c>why</c>, <c>reason</c>; empty where it has none.</summary>
    public string Say(SpokenLanguage language, Sighting seen, string part)
    {
        var (texts, culture) = language == SpokenLanguage.Turkish ? (_turkish, Turkish) : (_english, English);
        var text = texts.GetValueOrDefault($"{seen.Code}.{part}", "");
        foreach (var (name, value) in seen.Values) text = text.Replace("{" + name + "}", Text(value, culture), StringComparison.Ordinal);
        return text;
    }

    private static string Text(object value, CultureInfo culture) => value is decimal number ? number.ToString("#,0.########", culture) : value.ToString() ?? "";

    private static FrozenDictionary<string, string> ReadFile(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var texts = json.RootElement.EnumerateObject().ToFrozenDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
            var needed = SuggestionCodes.All.SelectMany(code => ((string[])["title", "text", "why"]).Select(part => $"{code}.{part}"));
            return needed.FirstOrDefault(key => !texts.ContainsKey(key)) is { } missing ? throw new PromptException($"{path} can't be used: '{missing}' is missing.") : texts;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or ArgumentException)
        {
            throw new PromptException($"{path} can't be used: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
