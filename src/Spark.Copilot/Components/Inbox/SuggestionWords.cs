using System.Text.Json.Nodes;

namespace Spark.Copilot.Components.Inbox;

/// <summary>What a suggestion says in the page's language.</summary>
internal sealed record SuggestionWords(string Title, string Text, string Why)
{
    public static SuggestionWords Of(JsonObject json) => new(json["title"]!.ToString(), json["text"]!.ToString(), json["why"]!.ToString());
}
