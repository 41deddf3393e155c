using System.Text.Json;
using Spark.Copilot.Language;

namespace Spark.Copilot.Agent;

/// <summary>Phrases with which a model would say that something was done. Only the executor's own answer may say so.</summary>
internal sealed class Claims
{
    private readonly string[] _phrases;

    private Claims(string[] phrases) => _phrases = phrases;

    /// <exception cref="PromptException">The file is missing or can't be used.</exception>
    public static Claims Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return new Claims([.. json.RootElement.EnumerateObject().SelectMany(language => language.Value.EnumerateArray()).Select(phrase => Normalizer.Fold(phrase.GetString()!))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new PromptException($"{path} can't be used: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    public bool AreIn(string text)
    {
        var folded = Normalizer.Fold(Normalizer.Clean(text));
        return Array.Exists(_phrases, phrase => folded.Contains(phrase, StringComparison.Ordinal));
    }
}
