namespace Spark.Binance.Reports;

/// <summary>One limit of the exchange: at most <paramref name="Limit"/> per <paramref name="Window"/>.</summary>
/// <param name="IsOrders">True counts orders of the account, false request weight of this machine's address.</param>
/// <param name="Window">Fixed windows of the exchange's clock.</param>
/// <param name="Limit">Units per window.</param>
public sealed record RateLimit(bool IsOrders, TimeSpan Window, long Limit);
