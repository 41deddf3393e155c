using System.Collections.Frozen;
using System.Text.Json;
using Spark.Copilot.Language;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Agent;

/// <summary>What Spark says, from <c>prompts/replies</c>. Both languages have every text; that is checked at start.</summary>
internal sealed class Texts
{
    private readonly FrozenDictionary<string, string> _english;
    private readonly FrozenDictionary<string, string> _turkish;

    private Texts(FrozenDictionary<string, string> english, FrozenDictionary<string, string> turkish) => (_english, _turkish) = (english, turkish);

    /// <exception cref="PromptException">A file is missing, malformed, or lacks a text.</exception>
    public static Texts Read(string folder)
    {
        var english = ReadFile(Path.Combine(folder, "en.json"));
        var turkish = ReadFile(Path.Combine(folder, "tr.json"));
        Require(folder, "tr.json", english.Keys, turkish);
        Require(folder, "en.json", turkish.Keys, english);
        Require(folder, "en.json", ActionCatalogue.All.Select(action => "reason." + action.Path), english);
        return new Texts(english, turkish);
    }

    public bool Has(string key) => _english.ContainsKey(key);

    public string Say(SpokenLanguage language, string key, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var text = (language == SpokenLanguage.Turkish ? _turkish : _english)[key];
        foreach (var (name, value) in values) text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>One short sentence about an action, for its card.</summary>
    public string Reason(SpokenLanguage language, string path, bool dryRun)
    {
        if (dryRun && Has($"reason.{path}.dry")) return Say(language, $"reason.{path}.dry");
        if (!ActionCatalogue.TryFind(path, out var definition)) return Say(language, "reason.unknown");
        var what = Say(language, "reason." + path);
        return dryRun && !definition.Effect.IsHarmless() ? Say(language, "reason.simulated", ("what", what)) : what;
    }

    private static FrozenDictionary<string, string> ReadFile(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return json.RootElement.EnumerateObject().ToFrozenDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or ArgumentException)
        {
            throw new PromptException($"{path} can't be used: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static void Require(string folder, string file, IEnumerable<string> keys, FrozenDictionary<string, string> texts)
    {
        if (keys.FirstOrDefault(key => !texts.ContainsKey(key)) is { } missing) throw new PromptException($"{Path.Combine(folder, file)} can't be used: '{missing}' is missing.");
    }
}
