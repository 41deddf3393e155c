using Spark.Benchmarks.Simulator;

namespace Spark.Benchmarks.Exchange;

/// <summary>The rows of <c>bench/run.sh exchange</c>.</summary>
internal static class ExchangeBench
{
    public static IEnumerable<IBenchRow> Rows =>
    [
        new ParseRow<BaselineDepth>("depth5", Frames.Depth, BaselineJson.Default.BaselineDepth, target: 1.5),
        new ParseRow<BaselineTrade>("trade", Frames.Trade, BaselineJson.Default.BaselineTrade, target: 1.3),
        new IngestRow(),
        new LatencyRow(),
        new SignedOrderRow(),
        new MatchingRow(),
        new WrkRow(),
    ];
}
