using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>The order that a canary simulated.</summary>
public sealed record CanaryOrderView
{
    /// <summary><c>canary-</c> and a unique number of ms since the epoch.</summary>
    public required string Id { get; init; }

    public required string Symbol { get; init; }

    public required string Side { get; init; }

    public required string Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Quantity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Notional { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Price { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? StopPrice { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TimeInForce { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary><c>simulated</c> or <c>blocked</c>.</summary>
    public required string Status { get; init; }

    public required bool DryRun { get; init; }
}
