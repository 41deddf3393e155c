using Spark.Benchmarks;
using Spark.Benchmarks.Copilot;
using Spark.Benchmarks.Exchange;
using Spark.Benchmarks.Executor;
using Spark.Benchmarks.Simulator;
using Spark.Benchmarks.Soak;
using Spark.Benchmarks.Streams;

// Each bench is a list of rows; a row measures ours against its baseline in alternating rounds.
var benches = new SortedDictionary<string, Func<string[], CancellationToken, Task<int>>>(StringComparer.Ordinal)
{
    ["copilot"] = (options, ct) => Table.RunAsync(CopilotBench.Rows, options, ct),
    ["exchange"] = (options, ct) => Table.RunAsync(ExchangeBench.Rows, options, ct),
    ["executor"] = (options, ct) => Table.RunAsync(ExecutorBench.Rows, options, ct),
    ["soak"] = SoakRun.RunAsync,
    ["streams"] = StreamsRun.RunAsync,
    // Other ends of the wire, started by rows in a process of their own.
    ["peer-frames"] = FramePeer.RunAsync,
    ["peer-streams"] = StreamsPeer.RunAsync,
    ["peer-orders"] = OrderPeer.RunAsync,
    ["peer-simulator"] = SimulatorPeer.RunExchangeAsync,
    ["peer-empty"] = SimulatorPeer.RunEmptyAsync,
    ["peer-kestrel"] = KestrelPeer.RunAsync,
};

if (args is not [var name, .. var rest] || !benches.TryGetValue(name, out var bench))
{
    Console.Error.WriteLine($"usage: bench/run.sh {string.Join(" | ", benches.Keys.Where(n => !n.StartsWith("peer-", StringComparison.Ordinal)))}");
    return 2;
}
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await bench(rest, stop.Token);
