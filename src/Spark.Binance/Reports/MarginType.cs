namespace Spark.Binance.Reports;

/// <summary>How a position is backed.</summary>
public enum MarginType
{
    /// <summary>By the whole wallet.</summary>
    Crossed,

    /// <summary>By its own margin.</summary>
    Isolated,
}
