using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Evaluation;

/// <summary>Whether an answer is the expected one, as the contract compares them.</summary>
internal static class Matching
{
    /// <summary>The reply in the shape of an expectation.</summary>
    public static JsonObject Got(ChatReply reply)
    {
        if (reply.Refusal is { } refusal) return new JsonObject { ["refuse"] = refusal.Code };
        if (reply.Clarification is { } asked) return new JsonObject { ["clarify"] = new JsonArray([.. asked.Missing.Select(name => JsonValue.Create(name))]) };
        return new JsonObject { ["actions"] = new JsonArray([.. reply.Actions.Select(Shape)]) };
    }

    public static bool IsSame(JsonObject expected, JsonObject got)
    {
        if (expected["refuse"] is { } code) return got["refuse"] is { } other && JsonNode.DeepEquals(code, other);
        if (expected["clarify"] is JsonArray missing) return got["clarify"] is JsonArray asked && Names(missing).SetEquals(Names(asked));
        return got["actions"] is { } actions && Spell(expected["actions"]) == Spell(actions);
    }

    private static JsonObject Shape(ActionCard card)
    {
        var json = card.ToAction();
        json.Remove("reason");
        return json;
    }

    private static HashSet<string> Names(JsonArray names) => [.. names.Select(name => name!.ToString())];

    // Numbers by value, keys in any order.
    private static string Spell(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject json => "{" + string.Join(',', json.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + ":" + Spell(pair.Value))) + "}",
        JsonArray array => "[" + string.Join(',', array.Select(Spell)) + "]",
        _ when node.GetValueKind() == JsonValueKind.Number => decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            .ToString("0.############################", CultureInfo.InvariantCulture),
        _ => node.ToJsonString(),
    };
}
