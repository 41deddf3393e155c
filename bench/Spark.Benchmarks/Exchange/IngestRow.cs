using System.Diagnostics;
using System.Net.WebSockets;
using Spark.Binance.Streams;
using Spark.Binance.Streams.Market;
using Spark.Binance.Streams.Market.State;
using Spark.Domain.Markets;

namespace Spark.Benchmarks.Exchange;

/// <summary>
/// From the socket to the subscriber: received, parsed, sequence checked, applied, counted, published and taken by a subscriber, against a bare
/// <c>ClientWebSocket</c> loop that parses the same frames with the same reader and does nothing with them. Cost is the process's CPU time.
/// </summary>
internal sealed class IngestRow : IBenchRow
{
    private static readonly Symbol[] Symbols = [.. Frames.Symbols.Select(Symbol.Parse)];

    public string Name => "ingest";

    public async Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        using var peer = await Peer.StartAsync("peer-frames", ct);
        var address = new Uri($"ws://127.0.0.1:{peer.Port}/blast");
        var (ours, baseline) = await Rounds.AlternateAsync(9, () => MeasureAsync(() => OursAsync(address, ct)), () => MeasureAsync(() => BareAsync(address, ct)));
        var ratio = baseline.Nanoseconds / ours.Nanoseconds;
        return
        [
            new RowResult("ingest, per core", Table.Text($"{1e6 / ours.Nanoseconds:0} k msg/s ({ours.Nanoseconds:0} ns)"),
                Table.Text($"{1e6 / baseline.Nanoseconds:0} k msg/s ({baseline.Nanoseconds:0} ns)"), Table.Text($"{ratio:0.00} x"), Table.Text($"{ours.Bytes:0.0} B"),
                ">= 0.60 x, <= 64 B", ratio >= 0.60 && ours.Bytes <= 64),
        ];
    }

    private static async Task<Sample> MeasureAsync(Func<Task<long>> work)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var count = await work();
        var used = Environment.CpuUsage.TotalTime - cpu;
        if (count != FramePeer.BlastCount) throw new InvalidOperationException($"{count} messages came through, not {FramePeer.BlastCount}");
        return new Sample(used.TotalNanoseconds / count, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / count);
    }

    private static async Task<long> OursAsync(Uri address, CancellationToken ct)
    {
        var state = new MarketState();
        using var subscription = state.Subscribe(Symbols);
        var table = new SymbolTable();
        table.Add(Symbols);
        var reader = new MarketMessageReader(table, state);
        var taking = Task.WhenAll(TakeTradesAsync(subscription), TakeChangesAsync(subscription));
        await using (var socket = await StreamSocket.ConnectAsync(address, TimeProvider.System, pings: false, ct))
        {
            await socket.ReceiveAsync(utf8 => reader.Read(utf8), reader.Lull, ct);
        }
        subscription.Dispose();
        await taking;
        var counts = state.Counts;
        return counts.Trades + counts.Books + counts.Tickers;
    }

    private static async Task TakeTradesAsync(MarketSubscription subscription)
    {
        while (await subscription.Trades.WaitToReadAsync(CancellationToken.None))
        {
            while (subscription.Trades.TryRead(out _))
            {
            }
        }
    }

    private static async Task TakeChangesAsync(MarketSubscription subscription)
    {
        while (await subscription.WaitForChangeAsync(CancellationToken.None))
        {
            while (subscription.TryNextChange(out _))
            {
            }
        }
    }

    private static async Task<long> BareAsync(Uri address, CancellationToken ct)
    {
        var sink = new NothingSink();
        var table = new SymbolTable();
        table.Add(Symbols);
        var reader = new MarketMessageReader(table, sink);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, ct);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), ct);
            if (part.MessageType == WebSocketMessageType.Close) return sink.Count;
            Debug.Assert(part.EndOfMessage);
            reader.Read(buffer.AsSpan(0, part.Count));
        }
    }
}
