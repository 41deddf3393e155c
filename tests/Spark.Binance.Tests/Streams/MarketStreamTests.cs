using System.Text;
using Microsoft.Extensions.Time.Testing;
using Spark.Binance.Results;
using Spark.Binance.Streams;
using Spark.Binance.Streams.Market;
using Spark.Binance.Tests.Servers;
using Spark.Domain.Markets;

namespace Spark.Binance.Tests.Streams;

public sealed class MarketStreamTests : IAsyncLifetime
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");
    private static readonly Symbol Eth = Symbol.Parse("ETHUSDT");

    private readonly FakeTimeProvider _time = new();
    private readonly RecordingSink _sink = new();
    private readonly RecordingObserver _observer = new();
    private readonly RecordingLogs _logs = new();
    private StreamExchange _exchange = null!;
    private MarketStream _stream = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _exchange = await StreamExchange.StartAsync(Ct);
        _stream = new MarketStream(_exchange.Endpoints, _sink, _observer, _time, new Random(3), _logs);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _exchange.DisposeAsync();
        _logs.Dispose();
    }

    [Fact]
    public async Task Each_stream_is_asked_for_on_its_own_route()
    {
        var subscribing = _stream.SubscribeAsync([Btc], Ct);
        var open = await _exchange.NextPeerAsync("/public", Ct);
        var market = await _exchange.NextPeerAsync("/market", Ct);

        Assert.IsType<ExchangeResult<Done>.Ok>(await subscribing);
        Assert.Equal(("/public/stream", "/market/stream"), (open.Path, market.Path));
        Assert.Equal(["btcusdt@trade", "btcusdt@depth5@100ms"], open.Streams);
        Assert.Equal(["btcusdt@ticker", "btcusdt@markPrice@1s", "btcusdt@kline_1m"], market.Streams);
    }

    [Fact]
    public async Task Messages_reach_the_sink_even_in_parts()
    {
        await _stream.SubscribeAsync([Btc], Ct, MarketStreams.MarkPrice);
        var market = await _exchange.NextPeerAsync(Ct);
        var message = Encoding.UTF8.GetBytes("""{"stream":"btcusdt@markPrice@1s","data":{"e":"markPriceUpdate","E":1,"s":"BTCUSDT","p":"60000.1","i":"1","r":"0","T":2,"st":1}}""");

        await market.SendPartAsync(message[..40], isLast: false);
        await market.SendPartAsync(message[40..], isLast: true);

        Assert.Equal("mark BTCUSDT 60000.1 1 0 2", await _sink.NextAsync(Ct));
    }

    [Fact]
    public async Task A_message_longer_than_any_buffer_is_read_whole()
    {
        await _stream.SubscribeAsync([Btc], Ct, MarketStreams.MarkPrice);
        var market = await _exchange.NextPeerAsync(Ct);

        await market.SendAsync($$"""{"e":"markPriceUpdate","pad":"{{new string('x', 200_000)}}","E":1,"s":"BTCUSDT","p":"1"}""");

        Assert.Equal("mark BTCUSDT 1 0 0 0", await _sink.NextAsync(Ct));
    }

    [Fact]
    public async Task A_message_over_a_mebibyte_ends_the_connection()
    {
        await _stream.SubscribeAsync([Btc], Ct, MarketStreams.MarkPrice);
        var market = await _exchange.NextPeerAsync(Ct);
        Assert.Equal("Market connected", await _observer.NextAsync(Ct));

        await Record.ExceptionAsync(() => market.SendAsync(new string(' ', StreamSocket.LongestMessage + 100_000)));

        Assert.StartsWith("Market down: a message is over", await _observer.NextAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_symbols_are_added_on_the_live_socket()
    {
        await _stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade);
        var peer = await _exchange.NextPeerAsync(Ct);

        Assert.IsType<ExchangeResult<Done>.Ok>(await _stream.SubscribeAsync([Btc, Eth], Ct, MarketStreams.Trade));

        var request = await peer.NextRequestAsync(Ct);
        Assert.Equal("SUBSCRIBE", request.Method);
        Assert.Equal(["ethusdt@trade"], request.Params!);
    }

    [Fact]
    public async Task A_refused_subscription_says_so()
    {
        await _stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade);
        var peer = await _exchange.NextPeerAsync(Ct);
        peer.Reply = r => $$"""{"error":{"code":2,"msg":"Invalid request"},"id":{{r.Id}}}""";

        var refused = Assert.IsType<ExchangeResult<Done>.Refused>(await _stream.SubscribeAsync([Eth], Ct, MarketStreams.Trade));

        Assert.Equal((2, "Invalid request"), (refused.Error.Code, refused.Error.Message));
    }

    [Fact]
    public async Task An_unanswered_subscription_is_not_called_a_success()
    {
        await _stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade);
        var peer = await _exchange.NextPeerAsync(Ct);
        peer.Reply = _ => null;

        var subscribing = _stream.SubscribeAsync([Eth], Ct, MarketStreams.Trade);
        await peer.NextRequestAsync(Ct);
        while (!subscribing.IsCompleted) await AdvanceAsync();

        Assert.IsType<ExchangeResult<Done>.Unreachable>(await subscribing);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_drop_everything_wanted_is_asked_for_again(bool politely)
    {
        await _stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade);
        var first = await _exchange.NextPeerAsync(Ct);
        await _stream.SubscribeAsync([Eth], Ct, MarketStreams.Trade);
        Assert.Equal("Public connected", await _observer.NextAsync(Ct));

        if (politely) await first.CloseAsync();
        else first.Cut();
        Assert.StartsWith("Public down: ", await _observer.NextAsync(Ct), StringComparison.Ordinal);
        var again = _exchange.NextPeerAsync(Ct).AsTask();
        while (!again.IsCompleted) await AdvanceAsync();

        Assert.Equal(["btcusdt@trade", "ethusdt@trade"], (await again).Streams);
        Assert.Equal("Public reconnected", await _observer.NextAsync(Ct));
    }

    [Fact]
    public async Task What_does_not_fit_the_address_is_asked_for_in_messages()
    {
        Symbol[] many = [.. Enumerable.Range(100, 150).Select(n => Symbol.Parse($"S{n}USDT"))];

        await _stream.SubscribeAsync(many, Ct, MarketStreams.Trade);

        var peer = await _exchange.NextPeerAsync(Ct);
        var asked = peer.Streams.Concat((await peer.NextRequestAsync(Ct)).Params!).Concat((await peer.NextRequestAsync(Ct)).Params!);
        Assert.Equal(many.Select(s => $"{s.Value.ToLowerInvariant()}@trade"), asked);
    }

    [Fact]
    public async Task A_dropped_symbol_is_unsubscribed_and_the_last_one_closes_the_socket()
    {
        await _stream.SubscribeAsync([Btc, Eth], Ct, MarketStreams.Trade);
        var peer = await _exchange.NextPeerAsync(Ct);
        Assert.Equal("Public connected", await _observer.NextAsync(Ct));

        await _stream.UnsubscribeAsync([Eth], Ct);
        Assert.Equal("UNSUBSCRIBE", (await peer.NextRequestAsync(Ct)).Method);
        Assert.NotNull(_stream.AgeOf(StreamRoute.Public));

        await _stream.UnsubscribeAsync([Btc], Ct);
        Assert.Equal("Public down: stopped", await _observer.NextAsync(Ct));
        Assert.Null(_stream.AgeOf(StreamRoute.Public));
    }

    [Fact]
    public async Task Sockets_log_in_the_category_that_operators_grep_for()
    {
        await _stream.SubscribeAsync([Btc], Ct);
        Assert.All(_logs.Lines, l => Assert.Equal("BinanceFuturesWS", l.Category));
        Assert.NotEmpty(_logs.Lines);
    }

    private async Task AdvanceAsync()
    {
        _time.Advance(TimeSpan.FromMilliseconds(200));
        await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Ct);
    }

    [Fact]
    public async Task Trades_of_an_outage_are_fetched_and_told_once_before_those_that_come_live()
    {
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        _exchange.Get = path =>
        {
            if (!path.StartsWith("/fapi/v1/trades", StringComparison.Ordinal)) return null;
            asked.TrySetResult();
            answer.Task.Wait(Ct);
            return $"[{string.Join(',', Enumerable.Range(2, 6).Select(id => $$"""{"id":{{id}},"price":"10","qty":"1","quoteQty":"10","time":{{id}},"isBuyerMaker":false}"""))}]";
        };
        await using var stream = WithRest(out var rest);
        using (rest)
        {
            await stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade);
            var first = await _exchange.NextPeerAsync("/public", Ct);
            for (var id = 1; id <= 3; id++) await first.SendAsync(TradeOf(id));
            for (var id = 1; id <= 3; id++) Assert.Contains($"#{id} ", await _sink.NextAsync(Ct), StringComparison.Ordinal);

            first.Cut();
            var second = await NextPeerInTimeAsync("/public");
            await second.SendAsync(TradeOf(7));
            await asked.Task.WaitAsync(Ct);
            await second.SendAsync(TradeOf(8));
            answer.SetResult();

            for (var id = 4; id <= 8; id++) Assert.Contains($"#{id} ", await _sink.NextAsync(Ct), StringComparison.Ordinal);
            await second.SendAsync(TradeOf(9));
            Assert.Contains("#9 ", await _sink.NextAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Trades_that_cannot_be_fetched_hold_nothing_up_for_long()
    {
        _exchange.Get = path => path.StartsWith("/fapi/v1/trades", StringComparison.Ordinal) ? "no trades at all" : null;
        await using var stream = WithRest(out var rest);
        using (rest)
        {
            await stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade);
            var first = await _exchange.NextPeerAsync("/public", Ct);
            await first.SendAsync(TradeOf(1));
            Assert.Contains("#1 ", await _sink.NextAsync(Ct), StringComparison.Ordinal);

            first.Cut();
            var second = await NextPeerInTimeAsync("/public");
            await second.SendAsync(TradeOf(7));

            Assert.Contains("#7 ", await InTimeAsync(_sink.NextAsync(Ct).AsTask()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task More_trades_than_can_wait_are_told_without_those_that_were_missed_and_none_of_them_is_lost()
    {
        var answer = new TaskCompletionSource();
        _exchange.Get = path =>
        {
            if (path.StartsWith("/fapi/v1/trades", StringComparison.Ordinal)) answer.Task.Wait(Ct);
            return null;
        };
        await using var stream = WithRest(out var rest);
        using (rest)
        {
            await stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade);
            var first = await _exchange.NextPeerAsync("/public", Ct);
            await first.SendAsync(TradeOf(1));
            Assert.Contains("#1 ", await _sink.NextAsync(Ct), StringComparison.Ordinal);
            first.Cut();
            var second = await NextPeerInTimeAsync("/public");
            for (var id = 7; id <= 10_020; id++) await second.SendAsync(TradeOf(id));

            for (var id = 7; id <= 10_020; id++) Assert.Contains($"#{id} ", await _sink.NextAsync(Ct), StringComparison.Ordinal);
            answer.SetResult();
        }
    }

    [Fact]
    public async Task Trades_that_do_not_come_while_the_book_moves_are_taken_from_aggregate_trades_until_they_do()
    {
        await _stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade | MarketStreams.Depth);
        var open = await _exchange.NextPeerAsync("/public", Ct);
        var standIn = _exchange.NextPeerAsync("/market", Ct);
        for (var id = 1; !standIn.IsCompleted; id++)
        {
            await open.SendAsync($$$"""{"stream":"btcusdt@depth5","data":{"e":"depthUpdate","E":{{{id}}},"T":5,"s":"BTCUSDT","U":1,"u":{{{id}}},"pu":0,"b":[["1.10","3"]],"a":[["1.20","5"]]}}""");
            await _sink.NextAsync(Ct);
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Ct);
        }
        var market = await standIn;
        Assert.Equal(["btcusdt@aggTrade"], market.Streams);
        await market.SendAsync("""{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":5,"s":"BTCUSDT","a":3,"p":"10","q":"2","f":20,"l":22,"T":5,"m":false}}""");
        Assert.Contains("#22 ", await _sink.NextAsync(Ct), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(1));
        await open.SendAsync(TradeOf(23));

        Assert.Contains("#23 ", await _sink.NextAsync(Ct), StringComparison.Ordinal);
        await InTimeAsync(UntilAsync(() => _stream.AgeOf(StreamRoute.Market) is null));
    }

    [Fact]
    public async Task A_stream_that_was_acknowledged_and_stays_silent_is_asked_for_again()
    {
        await _stream.SubscribeAsync([Btc], Ct, MarketStreams.MarkPrice | MarketStreams.Ticker);
        var market = await _exchange.NextPeerAsync("/market", Ct);
        var asking = market.NextRequestAsync(Ct).AsTask();
        for (var at = 1; !asking.IsCompleted; at++)
        {
            await market.SendAsync($$$"""{"stream":"btcusdt@ticker","data":{"e":"24hrTicker","E":{{{at}}},"s":"BTCUSDT","c":"1","P":"1","v":"1"}}""");
            await _sink.NextAsync(Ct);
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Ct);
        }

        var (dropped, asked) = (await asking, await InTimeAsync(market.NextRequestAsync(Ct).AsTask()));
        Assert.Equal(("UNSUBSCRIBE", "SUBSCRIBE"), (dropped.Method, asked.Method));
        Assert.Equal(["btcusdt@markPrice@1s"], asked.Params);
    }

    private static string TradeOf(long id) =>
        $$$"""{"stream":"btcusdt@trade","data":{"e":"trade","E":{{{id}}},"T":{{{id}}},"s":"BTCUSDT","t":{{{id}}},"p":"10","q":"1","X":"MARKET","m":false}}""";

    private MarketStream WithRest(out Spark.Binance.Rest.BinanceRestClient rest)
    {
        rest = new Spark.Binance.Rest.BinanceRestClient(
            Spark.Binance.Rest.BinanceHttp.CreateClient(), _exchange.Endpoints, null, new Spark.Binance.Clock.ServerClock(_time), _time, new Random(3));
        return new MarketStream(_exchange.Endpoints, _sink, _observer, _time, new Random(3), _logs, rest);
    }

    private async Task<StreamPeer> NextPeerInTimeAsync(string route) => await InTimeAsync(_exchange.NextPeerAsync(route, Ct));

    private static async Task<bool> UntilAsync(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Ct);
        return true;
    }

    private async Task<T> InTimeAsync<T>(Task<T> awaited)
    {
        while (await Task.WhenAny(awaited, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Ct)) != awaited) _time.Advance(TimeSpan.FromMilliseconds(250));
        return await awaited;
    }
}
