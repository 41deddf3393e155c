using System.Buffers.Text;
using System.Diagnostics;
using System.Net.WebSockets;
using Spark.Binance.Streams;
using Spark.Binance.Streams.Market;
using Spark.Binance.Streams.Market.State;
using Spark.Domain.Markets;

namespace Spark.Benchmarks.Exchange;

/// <summary>At 1,000 messages a second: from the sender's write until the trade is applied and published, against a loop that only receives.</summary>
internal sealed class LatencyRow : IBenchRow
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    public string Name => "latency";

    public async Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        using var peer = await Peer.StartAsync("peer-frames", ct);
        var address = new Uri($"ws://127.0.0.1:{peer.Port}/pace");
        List<(double P50, double P99)> ours = [], bare = [];
        for (var round = -1; round < 7; round++)
        {
            var (a, b) = (Parts(await OursAsync(address, ct)), Parts(await BareAsync(address, ct)));
            if (round < 0) continue;
            ours.Add(a);
            bare.Add(b);
        }
        return [Row("p50", r => r.P50, 1.15), Row("p99", r => r.P99, 1.5)];

        RowResult Row(string part, Func<(double P50, double P99), double> of, double most)
        {
            var (mine, theirs) = (Rounds.Median(ours.Select(of)), Rounds.Median(bare.Select(of)));
            return new RowResult($"latency at 1,000 msg/s, {part}", Table.Text($"{mine / 1000:0.0} us"), Table.Text($"{theirs / 1000:0.0} us"),
                Table.Text($"{mine / theirs:0.00} x"), "", Table.Text($"<= {most:0.00} x"), mine / theirs <= most);
        }
    }

    private static (double P50, double P99) Parts(List<double> latencies)
    {
        latencies.Sort();
        return (Rounds.Percentile(latencies, 0.5), Rounds.Percentile(latencies, 0.99));
    }

    private static async Task<List<double>> OursAsync(Uri address, CancellationToken ct)
    {
        var state = new MarketState();
        using var subscription = state.Subscribe([Btc]);
        var sink = new StampingSink(state);
        var table = new SymbolTable();
        table.Add([Btc]);
        var reader = new MarketMessageReader(table, sink);
        await using var socket = await StreamSocket.ConnectAsync(address, TimeProvider.System, pings: false, ct);
        await socket.ReceiveAsync(utf8 => reader.Read(utf8), reader.Lull, ct);
        return sink.Latencies;
    }

    private static async Task<List<double>> BareAsync(Uri address, CancellationToken ct)
    {
        var latencies = new List<double>(FramePeer.PaceCount);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, ct);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), ct);
            if (part.MessageType == WebSocketMessageType.Close) return latencies;
            var text = buffer.AsSpan(0, part.Count);
            if (Utf8Parser.TryParse(text[(text.IndexOf("\"t\":"u8) + 4)..], out long sentAt, out _)) latencies.Add(Stopwatch.GetElapsedTime(sentAt).TotalNanoseconds);
        }
    }

    private sealed class StampingSink(MarketState state) : IMarketSink
    {
        public List<double> Latencies { get; } = new(FramePeer.PaceCount);

        public void OnTrade(in TradeTick tick)
        {
            state.OnTrade(tick);
            Latencies.Add(Stopwatch.GetElapsedTime(tick.TradeId).TotalNanoseconds);
        }

        public void OnLull() => state.OnLull();

        public void OnDepth(in DepthTick tick) => state.OnDepth(tick);

        public void OnTicker(in TickerTick tick) => state.OnTicker(tick);

        public void OnMarkPrice(in MarkPriceTick tick) => state.OnMarkPrice(tick);

        public void OnIgnored(IgnoredMessage why) => state.OnIgnored(why);

        public void OnError(string why) => throw new InvalidOperationException(why);
    }
}
