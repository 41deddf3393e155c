using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>One kind of stream.</summary>
public sealed record StreamView
{
    /// <summary>Whether anybody asked for it.</summary>
    public required bool Wanted { get; init; }

    public required bool Connected { get; init; }

    /// <summary>Connected, and whatever was missed before has been fetched.</summary>
    public bool Healthy { get; init; }

    /// <summary>Age of the connection, seconds; 0 when down.</summary>
    public required double AgeSeconds { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? LastMessageAt { get; init; }

    public required long Reconnects { get; init; }

    /// <summary>Of the user stream: events since the start that this build has no shape for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? UnknownEvents { get; init; }

    /// <summary>Of the user stream: the newest ten of those, oldest first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<UnknownEventView>? Unknown { get; init; }

    /// <summary>Symbols whose market streams are published.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Symbols { get; init; }
}
