using System.Text.Json.Nodes;

namespace Spark.Copilot.Conversation;

/// <summary>The answer to one message.</summary>
public sealed record ChatReply
{
    public required string ConversationId { get; init; }

    /// <summary><c>tr</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Plain text in that language.</summary>
    public required string Reply { get; init; }

    /// <summary>In the order in which they were asked for.</summary>
    public IReadOnlyList<ActionCard> Actions { get; init; } = [];

    public Clarification? Clarification { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary><c>offline</c> or the model's name.</summary>
    public required string Engine { get; init; }

    public required long ElapsedMs { get; init; }

    public JsonObject ToJson() => new()
    {
        ["conversationId"] = ConversationId,
        ["language"] = Language,
        ["reply"] = Reply,
        ["actions"] = new JsonArray([.. Actions.Select(card => card.ToJson())]),
        ["clarification"] = Clarification is { } asked
            ? new JsonObject { ["missing"] = new JsonArray([.. asked.Missing.Select(name => JsonValue.Create(name))]), ["question"] = asked.Question }
            : null,
        ["refusal"] = Refusal is { } refused ? new JsonObject { ["code"] = refused.Code, ["message"] = refused.Message } : null,
        ["provenance"] = new JsonObject(Actions.Select(card => KeyValuePair.Create(card.Id, (JsonNode?)new JsonObject(card.Provenance.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)))))),
        ["engine"] = Engine,
        ["elapsedMs"] = ElapsedMs,
    };
}
