using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>A canary that is being taken back, or was.</summary>
public sealed record CanaryRollbackView
{
    public required DateTimeOffset Since { get; init; }

    /// <summary>The broken bound: <c>breaker</c>, <c>errors</c>, <c>slippage</c>, <c>fill</c>, <c>loss</c> or <c>unobserved</c>.</summary>
    public required string Bound { get; init; }

    /// <summary>Basis points, USDT, base asset, calls or seconds, as the bound counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Limit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Observed { get; init; }

    public required string Message { get; init; }

    /// <summary>Base asset that its reduce-only closes have closed.</summary>
    public required decimal Closed { get; init; }

    /// <summary>Profit that they realised, commission taken off, USDT.</summary>
    public required decimal Realized { get; init; }

    public required bool Done { get; init; }
}
