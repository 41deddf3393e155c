using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Copilot.Agent;
using Spark.Copilot.Conversation;
using Spark.Copilot.Pages;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Components.Chat;

/// <summary>What a person changes on a card, as text fields. Pure: a card and texts give the card after, judged by the validator.</summary>
internal static class CardEdits
{
    /// <summary>Provenance of a param that the person changed on the card.</summary>
    public const string Source = "edited";

    /// <summary>Provenance of a param that a suggestion filled in.</summary>
    public const string Suggested = "suggestion";

    /// <summary>A param as it is edited; empty where the card leaves it out.</summary>
    public static string TextOf(ActionCard card, string name) => card.Params[name] is { } value ? Words.Plain(value) : "";

    /// <summary>The words that a param allows, where it is one of a few; null otherwise.</summary>
    public static IReadOnlyList<string>? ChoicesOf(ParamSpec spec) => spec.Kind.Schema switch
    {
        { } schema when schema["enum"] is JsonArray words => [.. words.Select(word => word!.ToString())],
        { } schema when (string?)schema["type"] == "boolean" => ["false", "true"],
        _ => null,
    };

    /// <summary>The card with these texts as its params. What can't be read stays as it was typed, so that the verdict names it.</summary>
    public static ActionCard Apply(ActionCard card, IReadOnlyDictionary<string, string> texts)
    {
        if (!ActionCatalogue.TryFind(card.Action, out var action)) return card;
        var given = new JsonObject();
        var sources = card.Provenance.ToDictionary(StringComparer.Ordinal);
        foreach (var spec in action.Params)
        {
            var text = texts.GetValueOrDefault(spec.Name, "").Trim();
            var same = text == TextOf(card, spec.Name);
            if (text.Length > 0) given[spec.Name] = same ? card.Params[spec.Name]!.DeepClone() : Read(spec, text);
            if (text.Length == 0) sources.Remove(spec.Name);
            else if (!same) sources[spec.Name] = Source;
        }
        return CardMaker.Judged(card with { Params = given, Provenance = sources, Result = null, Violations = [] }, []);
    }

    /// <summary>The suggestion's draft with the source of its params.</summary>
    public static ActionCard FromSuggestion(ActionCard card) => card with { Provenance = card.Params.ToDictionary(pair => pair.Key, _ => Suggested, StringComparer.Ordinal) };

    private static JsonNode Read(ParamSpec spec, string text) => (string?)spec.Kind.Schema["type"] switch
    {
        "number" or "integer" when decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        "boolean" when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
        "array" => new JsonArray([.. text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(one => JsonValue.Create(one))]),
        _ => JsonValue.Create(text),
    };
}
