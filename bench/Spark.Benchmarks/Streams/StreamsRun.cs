using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Spark.Benchmarks.Exchange;
using Spark.Benchmarks.Soak;
using Spark.Binance;
using Spark.Binance.Streams.Market;
using Spark.Binance.Streams.Market.State;
using Spark.Domain.Markets;

namespace Spark.Benchmarks.Streams;

/// <summary>
/// 200 symbols, of each ten books and twenty trades a second, from another process through the supervised sockets into the market's state and to a
/// subscriber: is every trade there, how late is it, and does the memory stay flat? <c>streams [SECONDS]</c>, 60 when not said.
/// </summary>
internal static class StreamsRun
{
    private const int Count = 200;
    private const double MostLag = 20;
    private const double MostGrowth = 1.10;

    public static async Task<int> RunAsync(string[] options, CancellationToken ct)
    {
        var length = TimeSpan.FromSeconds(options is [var seconds, ..] ? double.Parse(seconds, CultureInfo.InvariantCulture) : 60);
        using var peer = await Peer.StartAsync("peer-streams", ct);
        var endpoints = new BinanceEndpoints(new Uri($"http://127.0.0.1:{peer.Port}"), new Uri($"ws://127.0.0.1:{peer.Port}"));
        Symbol[] symbols = [.. Enumerable.Range(0, Count).Select(n => Symbol.Parse(string.Create(CultureInfo.InvariantCulture, $"S{n:000}USDT")))];
        var state = new MarketState();
        using var subscription = state.Subscribe(symbols);
        var sink = new LagSink(state);
        var observer = new QuietObserver();
        await using var stream = new MarketStream(endpoints, sink, observer, TimeProvider.System, new Random(1), NullLoggerFactory.Instance);
        await stream.SubscribeAsync(symbols, ct);
        await stream.WhenFlowingAsync(symbols, ct);
        var taking = TakeAsync(subscription);

        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, ct); // compiled and warm
        sink.Begin();
        var (from, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        List<double> memory = [];
        while (Stopwatch.GetElapsedTime(from) < length)
        {
            await Task.Delay(length / 20, TimeProvider.System, ct);
            memory.Add(GC.GetTotalMemory(forceFullCollection: memory.Count % 5 == 4) / 1048576.0);
        }
        var (took, used) = (Stopwatch.GetElapsedTime(from), Environment.CpuUsage.TotalTime - cpu);
        var lags = sink.End();
        var counts = state.Counts;
        subscription.Dispose();
        await taking;
        return Tell(lags, counts, observer.Losses, stream.Sockets, memory.Where((_, i) => i % 5 == 4).ToList(), took, used);
    }

    private static int Tell(List<double> lags, MarketCounts counts, int losses, int sockets, List<double> memory, TimeSpan took, TimeSpan used)
    {
        lags.Sort();
        var (p50, p99) = (Rounds.Percentile(lags, 0.5), Rounds.Percentile(lags, 0.99));
        var isFlat = memory.Count < 2 || memory[^1] <= memory[0] * MostGrowth + 2;
        var isWhole = counts is { TradeGaps: 0, Stale: 0, Errors: 0 } && losses == 0;
        Console.WriteLine(Table.Text($"{Count} symbols on {sockets} sockets, {lags.Count} books and trades in {took.TotalSeconds:0.0} s ({lags.Count / took.TotalSeconds:0}/s), processor {used / took:0.00} cores"));
        Console.WriteLine(Table.Text($"lag from the other process's write to the subscriber's state, ms: p50 {p50:0.00}, p99 {p99:0.00}, most {lags[^1]:0.00} (target p99 < {MostLag:0})"));
        Console.WriteLine(Table.Text($"trade gaps {counts.TradeGaps}, stale {counts.Stale}, unreadable {counts.Errors}, connections lost {losses}; memory after collection, MB: {string.Join(' ', memory.Select(m => m.ToString("0.0", CultureInfo.InvariantCulture)))}"));
        var met = p99 < MostLag && isFlat && isWhole;
        Console.WriteLine(met ? "met" : "NOT met");
        return met ? 0 : 1;
    }

    private static async Task TakeAsync(MarketSubscription subscription)
    {
        while (await subscription.WaitForChangeAsync(CancellationToken.None))
        {
            while (subscription.TryNextChange(out _))
            {
            }
            while (subscription.Trades.TryRead(out _))
            {
            }
        }
    }
}
