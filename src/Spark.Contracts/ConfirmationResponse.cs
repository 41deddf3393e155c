using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>A pending proposal, for the confirming client.</summary>
public sealed record ConfirmationResponse : SparkResponse
{
    public required ConfirmationView Confirmation { get; init; }

    /// <summary>Who proposed it.</summary>
    public required string Origin { get; init; }

    /// <summary>Whether carrying it out raises exposure: the page then asks for the typed symbol.</summary>
    public required bool RaisesExposure { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Symbol { get; init; }
}
