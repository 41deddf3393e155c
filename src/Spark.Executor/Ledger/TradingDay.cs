namespace Spark.Executor.Ledger;

/// <summary>What the daily loss is measured against. Amounts in USDT; drills are the breaker's.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="OpeningBalance">Margin balance at 00:00 UTC, or when Spark first saw the day; null before that.</param>
/// <param name="OpenedAt">The exchange's ms of the news that the opening balance is made from: it holds every transfer until then.</param>
/// <param name="NetTransfers">Money moved in less money moved out since then.</param>
internal sealed record TradingDay(DateOnly Day, decimal? OpeningBalance, long OpenedAt, decimal NetTransfers)
{
    public static TradingDay None { get; } = new(DateOnly.MinValue, null, 0, 0);
}
