namespace Spark.Copilot.Suggestions;

/// <summary>A suggestion that was raised.</summary>
/// <param name="Id">Names it until it is gone.</param>
/// <param name="RaisedAt">UTC.</param>
/// <param name="Seen">What was last seen of it; its numbers move on while it stands.</param>
public sealed record Suggestion(string Id, DateTimeOffset RaisedAt, Sighting Seen);
