using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>One closing order: a reduce-only MARKET. Quantities in base asset, prices and money in USDT.</summary>
public sealed record CloseView
{
    public required string Symbol { get; init; }

    public required string Side { get; init; }

    /// <summary>Of this order; 0 where none is sent.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>
    /// <c>closed</c>, <c>partlyClosed</c>, <c>accepted</c> (its fill isn't told yet), <c>failed</c>, <c>refused</c> (by the risk gate or
    /// because nothing is left to close), <c>unknown</c>, or <c>wouldClose</c>.
    /// </summary>
    public required string Result { get; init; }

    /// <summary>Signed position that was to be closed.</summary>
    public required decimal PositionBefore { get; init; }

    /// <summary>Signed position when every order of the symbol has filled as told; of a dry run, as expected.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? PositionAfter { get; init; }

    /// <summary>The part that was asked for, before it was rounded down to <see cref="Step"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Requested { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Step { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? OrderId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientOrderId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? ExecutedQuantity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? AveragePrice { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? EstimatedFillPrice { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? EstimatedFee { get; init; }

    /// <summary>What it would realise before the fee.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? EstimatedPnl { get; init; }

    /// <summary>Resting reducing orders that hold the position and would be cancelled first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CancelView>? CancelsFirst { get; init; }

    /// <summary>Code of why nothing was sent, such as <c>SymbolNotAllowed</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExchangeAnswerView? Exchange { get; init; }
}
