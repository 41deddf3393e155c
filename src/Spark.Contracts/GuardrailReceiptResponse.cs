using System.Text.Json.Nodes;

namespace Spark.Contracts;

/// <summary>One receipt of an automatic action, and what deciding again gives.</summary>
public sealed record GuardrailReceiptResponse : SparkResponse
{
    public required AutomaticActionView Action { get; init; }

    /// <summary>Everything that it was decided from.</summary>
    public required JsonNode Receipt { get; init; }

    /// <summary>Whether deciding again gives the same.</summary>
    public required bool Holds { get; init; }

    /// <summary>The verdict of deciding again.</summary>
    public required string Replayed { get; init; }
}
