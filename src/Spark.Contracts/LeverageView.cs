using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>A symbol's leverage, before and after. Margins are the open position's initial margin, USDT; absent where it isn't known.</summary>
public sealed record LeverageView
{
    public required string Symbol { get; init; }

    /// <summary>Null when the exchange has not told.</summary>
    public int? From { get; init; }

    public required int To { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? MarginBefore { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? MarginAfter { get; init; }
}
