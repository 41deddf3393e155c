using Spark.Binance.Streams.Market;
using Spark.Binance.Streams.Market.State;
using Spark.Domain.Markets;

namespace Spark.Binance.Tests.Streams;

public sealed class MarketStateTests
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");
    private static readonly Symbol Eth = Symbol.Parse("ETHUSDT");

    private readonly MarketState _state = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_subscriber_finds_the_latest_book_once()
    {
        using var subscription = _state.Subscribe([Btc, Eth]);
        for (var id = 1; id <= 1000; id++) _state.OnDepth(Depth(Btc, id));
        _state.OnDepth(Depth(Eth, 7));

        Assert.Equal(new MarketChange(Btc, MarketStreams.Depth), await subscription.NextChangeAsync(Ct));
        Assert.True(_state.TryGetDepth(Btc, out var latest));
        Assert.Equal(1000, latest.LastUpdateId);
        Assert.Equal(new MarketChange(Eth, MarketStreams.Depth), await subscription.NextChangeAsync(Ct));
        Assert.False(subscription.TryNextChange(out _));

        _state.OnDepth(Depth(Btc, 1001));
        Assert.True(subscription.TryNextChange(out _));
    }

    [Fact]
    public async Task A_subscriber_is_woken_by_the_first_of_a_burst_and_for_the_others_at_its_end()
    {
        using var subscription = _state.Subscribe([Btc]);
        var first = subscription.Trades.WaitToReadAsync(Ct).AsTask();
        _state.OnTrade(Trade(1));
        Assert.True(await first);
        Assert.True(subscription.Trades.TryRead(out _));

        var others = subscription.Trades.WaitToReadAsync(Ct).AsTask();
        for (var id = 2; id <= 21; id++) _state.OnTrade(Trade(id));
        Assert.False(others.IsCompleted);
        _state.OnLull();

        Assert.True(await others);
        Assert.Equal(20, subscription.Trades.Count);
    }

    [Fact]
    public async Task A_burst_without_end_wakes_a_subscriber_all_the_same()
    {
        using var subscription = _state.Subscribe([Btc], tradeCapacity: 1000);
        var waiting = subscription.Trades.WaitToReadAsync(Ct).AsTask();
        for (var id = 1; id <= 100; id++) _state.OnTrade(Trade(id));

        Assert.True(await waiting);
    }

    [Fact]
    public async Task No_trade_is_missed_however_writing_reading_and_lulls_fall_together()
    {
        using var subscription = _state.Subscribe([Btc], tradeCapacity: 100_000);
        var reading = Task.Run(
            async () =>
            {
                var next = 1L;
                while (next <= 50_000 && await subscription.Trades.WaitToReadAsync(Ct))
                {
                    while (subscription.Trades.TryRead(out var trade)) Assert.Equal(next++, trade.TradeId);
                }
            },
            Ct);
        for (var id = 1; id <= 50_000; id++)
        {
            _state.OnTrade(Trade(id));
            if (id % 7 == 0 || id == 50_000) _state.OnLull();
        }

        await reading.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Ct);
        Assert.Equal(0, subscription.LostTrades);
    }

    [Fact]
    public void Of_trades_the_oldest_are_dropped_and_counted_when_nobody_reads()
    {
        using var subscription = _state.Subscribe([Btc], tradeCapacity: 10);
        for (var id = 1; id <= 25; id++) _state.OnTrade(Trade(id));

        Assert.Equal(15, subscription.LostTrades);
        Assert.True(subscription.Trades.TryRead(out var oldest));
        Assert.Equal(16, oldest.TradeId);
    }

    [Fact]
    public void What_is_older_than_what_was_there_is_passed_over_and_jumps_are_counted()
    {
        _state.Add([Btc]);
        foreach (var id in new[] { 5, 6, 6, 4, 9 }) _state.OnTrade(Trade(id));
        foreach (var id in new[] { 5, 4, 8 }) _state.OnDepth(Depth(Btc, id));

        Assert.Equal((3L, 2L, 2L, 3L), (_state.Counts.Trades, _state.Counts.TradeGaps, _state.Counts.Books, _state.Counts.Stale));
        Assert.True(_state.TryGetTrade(Btc, out var last));
        Assert.Equal(9, last.TradeId);
        Assert.False(_state.TryGetTicker(Btc, out _));
        Assert.False(_state.TryGetTrade(Eth, out _));
    }

    [Fact]
    public async Task Who_left_is_told_nothing_and_the_others_are()
    {
        var gone = _state.Subscribe([Btc]);
        using var stays = _state.Subscribe([Btc], MarketStreams.Depth);
        gone.Dispose();
        _state.OnDepth(Depth(Btc, 1));
        _state.OnTrade(Trade(1));

        Assert.False(await gone.WaitForChangeAsync(Ct));
        Assert.True(stays.TryNextChange(out _));
        Assert.False(stays.Trades.TryRead(out _));
    }

    [Fact]
    public void The_way_of_a_message_makes_no_garbage()
    {
        using var subscription = _state.Subscribe([Btc]);
        var symbols = new SymbolTable();
        symbols.Add([Btc]);
        var reader = new MarketMessageReader(symbols, _state);
        byte[][] messages = [.. Enumerable.Range(1, 6000).Select(id => System.Text.Encoding.UTF8.GetBytes(id % 2 == 0
            ? $$$"""{"stream":"btcusdt@trade","data":{"e":"trade","E":5,"T":5,"s":"BTCUSDT","t":{{{id}}},"p":"64371.10","q":"0.010","X":"MARKET","m":true}}"""
            : $$$"""{"stream":"btcusdt@depth5","data":{"e":"depthUpdate","E":5,"T":5,"s":"BTCUSDT","U":1,"u":{{{id}}},"pu":0,"b":[["1.10","3"]],"a":[["1.20","5"]]}}"""))];
        foreach (var message in messages.AsSpan(0, 4000)) reader.Read(message);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var message in messages.AsSpan(4000)) reader.Read(message);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((3000L, 3000L), (_state.Counts.Trades, _state.Counts.Books));
    }

    private static TradeTick Trade(long id) => new(Btc, id, 1m, 1m, false, id, id);

    private static DepthTick Depth(Symbol symbol, long id) => new(symbol, id, id, id, default, 0, default, 0);
}
