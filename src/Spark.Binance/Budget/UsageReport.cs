namespace Spark.Binance.Budget;

/// <summary>What an answer's headers say has been used (<c>X-MBX-USED-WEIGHT-1M</c>, <c>X-MBX-ORDER-COUNT-10S</c>, <c>-1M</c>); null where absent.</summary>
public readonly record struct UsageReport(int? WeightPerMinute, int? OrdersPerTenSeconds, int? OrdersPerMinute)
{
    public bool IsEmpty => this == default;
}
