namespace Spark.Binance.Reports;

/// <summary>Money that came or went. De-duplicate by type and <see cref="TransactionId"/>: an id is unique only within its type.</summary>
public sealed record IncomeReport
{
    /// <summary>TRANSFER, REALIZED_PNL, FUNDING_FEE, COMMISSION …</summary>
    public required string Type { get; init; }

    /// <summary>Signed, in <see cref="Asset"/>.</summary>
    public required decimal Amount { get; init; }

    public required string Asset { get; init; }

    /// <summary>The contract it belongs to; null for transfers and the like.</summary>
    public Domain.Markets.Symbol? Symbol { get; init; }

    public required long TransactionId { get; init; }

    public long? TradeId { get; init; }

    public required DateTimeOffset Time { get; init; }
}
