using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>Something that waits for a person, as a notice tells of it. It has no place for a token.</summary>
public sealed record PendingConfirmationView
{
    /// <summary>Names its page.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The exact act in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>Who proposed it.</summary>
    public required string Origin { get; init; }

    public required bool RaisesExposure { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Symbol { get; init; }
}
