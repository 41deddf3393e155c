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

    [Theory]
    [InlineData("@ticker")]
    [InlineData("@kline_1m")]
    public async Task A_ticker_or_candle_that_stays_mute_while_the_market_trades_is_asked_for_again_and_a_quiet_market_is_left_alone(string mute)
    {
        await _stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade | MarketStreams.MarkPrice | MarketStreams.Ticker | MarketStreams.Candle);
        var open = await _exchange.NextPeerAsync("/public", Ct);
        var market = await _exchange.NextPeerAsync("/market", Ct);
        var asking = market.NextRequestAsync(Ct).AsTask();

        // A minute in which nothing is traded: neither has anything to say.
        for (var at = 1; at <= 60; at++) await SecondAsync(market, MarkOf(at));
        Assert.False(asking.IsCompleted);

        for (var at = 61; !asking.IsCompleted; at++)
        {
            Assert.True(at < 500, "it was never asked for again");
            await SecondAsync(open, TradeOf(at));
            await SecondAsync(market, MarkOf(at));
            await SecondAsync(market, mute == "@ticker" ? CandleOf(at) : TickerOf(at));
        }

        var (dropped, asked) = (await asking, await InTimeAsync(market.NextRequestAsync(Ct).AsTask()));
        Assert.Equal(("UNSUBSCRIBE", "SUBSCRIBE"), (dropped.Method, asked.Method));
        Assert.Equal([$"btcusdt{mute}"], asked.Params);
    }

    [Theory]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task A_socket_that_is_aborted_in_the_middle_of_a_subscription_is_an_exchange_out_of_reach(Type failure)
    {
        var sends = new BreakableSends(StreamSocket.Connector(_time));
        await using var stream = new MarketStream(_exchange.Endpoints, _sink, _observer, _time, new Random(3), _logs, null, sends.ConnectAsync);
        await stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade);
        await _exchange.NextPeerAsync(Ct);
        sends.Failure = () => (Exception)Activator.CreateInstance(failure)!;

        Assert.IsType<ExchangeResult<Done>.Unreachable>(await stream.SubscribeAsync([Eth], Ct, MarketStreams.Trade));
    }

    [Fact]
    public async Task A_look_at_a_symbol_that_fails_is_logged_and_the_watch_goes_on()
    {
        var sends = new BreakableSends(StreamSocket.Connector(_time));
        await using var stream = new MarketStream(_exchange.Endpoints, _sink, _observer, _time, new Random(3), _logs, null, sends.ConnectAsync);
        await stream.SubscribeAsync([Btc, Eth], Ct, MarketStreams.MarkPrice | MarketStreams.Ticker);
        var market = await _exchange.NextPeerAsync(Ct);
        sends.Failure = () => new NotSupportedException("nobody foresaw this");
        var at = 0;
        while (_logs.Lines.Count(line => line.Line.Contains("nobody foresaw this", StringComparison.Ordinal)) < 2) await TickAsync();
        sends.Failure = null;

        var asked = new HashSet<string>(StringComparer.Ordinal);
        while (asked.Count < 2)
        {
            var asking = market.NextRequestAsync(Ct).AsTask();
            while (!asking.IsCompleted) await TickAsync();
            asked.UnionWith((await asking).Params!);
        }
        Assert.Equal(["btcusdt@markPrice@1s", "ethusdt@markPrice@1s"], asked.Order(StringComparer.Ordinal));

        // The socket lives, only the mark prices on it are mute.
        Task TickAsync()
        {
            Assert.True(++at < 500, "the watch has ended");
            return SecondAsync(market, TickerOf(at));
        }
    }

    [Fact]
    public async Task While_a_route_is_down_no_symbol_waits_for_another_ones_stand_in()
    {
        var sockets = StreamSocket.Connector(_time);
        StreamConnector publicOnly = (address, ct) => address.AbsolutePath.StartsWith("/market", StringComparison.Ordinal)
            ? throw new System.Net.WebSockets.WebSocketException("refused") : sockets(address, ct);
        await using var stream = new MarketStream(_exchange.Endpoints, _sink, _observer, _time, new Random(3), _logs, null, publicOnly);
        await stream.SubscribeAsync([Btc, Eth], Ct, MarketStreams.Trade | MarketStreams.Depth);
        var open = await _exchange.NextPeerAsync("/public", Ct);

        for (var id = 1; StandIns() < 2; id++)
        {
            Assert.True(id < 500, "the second symbol was never looked at");
            foreach (var symbol in (Symbol[])[Btc, Eth]) await SecondAsync(open, DepthOf(symbol, id));
        }

        int StandIns() => _logs.Lines.Count(line => line.Line.Contains("trades come as @aggTrade", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_comes_twice_or_late_is_told_once_and_in_order()
    {
        await _stream.SubscribeAsync([Btc], Ct);
        var open = await _exchange.NextPeerAsync("/public", Ct);
        var market = await _exchange.NextPeerAsync("/market", Ct);
        foreach (var id in (long[])[5, 5, 4, 6]) await open.SendAsync(TradeOf(id));
        foreach (var id in (long[])[10, 10, 9, 11]) await open.SendAsync(DepthOf(Btc, id));
        Assert.Equal(
            ["trade BTCUSDT 10x1 #5 False 5", "ignored Stale", "ignored Stale", "trade BTCUSDT 10x1 #6 False 6",
                "depth BTCUSDT 1/1 1.10x3 1.20x5 u10", "ignored Stale", "ignored Stale", "depth BTCUSDT 1/1 1.10x3 1.20x5 u11"],
            await NextAsync(8));

        foreach (var at in (long[])[10, 10, 9, 11]) await market.SendAsync(TickerOf(at));
        foreach (var at in (long[])[10, 10, 9, 11]) await market.SendAsync(MarkOf(at));
        foreach (var (at, isClosed) in ((long, bool)[])[(10, false), (10, true), (10, true), (9, false), (11, false)]) await market.SendAsync(CandleOf(at, isClosed));
        Assert.Equal(
            ["ticker BTCUSDT 10 1 0 0 1", "ignored Stale", "ignored Stale", "ticker BTCUSDT 11 1 0 0 1",
                "mark BTCUSDT 10 0 0 0", "ignored Stale", "ignored Stale", "mark BTCUSDT 11 0 0 0",
                "candle BTCUSDT 0 10 False", "candle BTCUSDT 0 10 True", "ignored Stale", "ignored Stale", "candle BTCUSDT 0 11 False"],
            await NextAsync(13));
    }

    [Fact]
    public async Task A_connection_at_the_end_of_its_day_hands_over_to_a_second_one_and_no_trade_is_missed_or_told_twice()
    {
        var day = TimeSpan.FromSeconds(20);
        await using var stream = new MarketStream(
            _exchange.Endpoints, _sink, _observer, _time, new Random(3), _logs, supervision: new StreamSupervision { Lifetime = day });
        await stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade);
        var first = await _exchange.NextPeerAsync("/public", Ct);
        await first.SendAsync(TradeOf(1));
        Assert.Contains("#1 ", await _sink.NextAsync(Ct), StringComparison.Ordinal);

        var second = await NextPeerInTimeAsync("/public");
        await second.SendAsync(TradeOf(2));
        await second.SendAsync(TradeOf(3));
        await first.SendAsync(TradeOf(2));
        Assert.Contains("#2 ", await _sink.NextAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("ignored Stale", await InTimeAsync(_sink.NextAsync(Ct).AsTask())); // the second one's #2, after the handover
        await second.SendAsync(TradeOf(4));

        Assert.Contains("#3 ", await _sink.NextAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("#4 ", await _sink.NextAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(1, _observer.Replacements);
        Assert.Equal("Public connected", await _observer.NextAsync(Ct));
        Assert.DoesNotContain(_logs.Lines, line => line.Line.Contains("is down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_market_messages_the_first_and_every_ten_thousandth_is_logged()
    {
        await _stream.SubscribeAsync([Btc], Ct, MarketStreams.Trade);
        var open = await _exchange.NextPeerAsync("/public", Ct);
        for (var id = 1; id <= 10_002; id++) await open.SendAsync(TradeOf(id));
        for (var id = 1; id <= 10_002; id++) await _sink.NextAsync(Ct);

        var samples = _logs.Lines.Where(line => line.Line.Contains("(a sample)", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["BinanceFuturesWS", "BinanceFuturesWS"], samples.Select(line => line.Category));
        Assert.StartsWith("Public message 1 of this connection (a sample): {\"stream\":\"btcusdt@trade\"", samples[0].Line, StringComparison.Ordinal);
        Assert.StartsWith("Public message 10001 of this connection (a sample): ", samples[1].Line, StringComparison.Ordinal);
    }

    private async Task SecondAsync(StreamPeer peer, string message)
    {
        await peer.SendAsync(message);
        await _sink.NextAsync(Ct);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Task.Delay(TimeSpan.FromMilliseconds(3), TimeProvider.System, Ct);
    }

    private async Task<IReadOnlyList<string>> NextAsync(int count)
    {
        var lines = new List<string>();
        while (lines.Count < count) lines.Add(await _sink.NextAsync(Ct));
        return lines;
    }

    private static string MarkOf(long at) =>
        $$$"""{"stream":"btcusdt@markPrice@1s","data":{"e":"markPriceUpdate","E":{{{at}}},"s":"BTCUSDT","p":"{{{at}}}","st":1}}""";

    private static string TickerOf(long at) => $$$"""{"stream":"btcusdt@ticker","data":{"e":"24hrTicker","E":{{{at}}},"s":"BTCUSDT","c":"{{{at}}}","P":"1","v":"1"}}""";

    private static string CandleOf(long at, bool isClosed = false) => $$$"""
        {"stream":"btcusdt@kline_1m","data":{"e":"kline","E":{{{at}}},"s":"BTCUSDT","k":{"t":0,"T":59999,"s":"BTCUSDT","i":"1m","o":"1","c":"{{{at}}}","h":"99","l":"1","v":"1","x":{{{(isClosed ? "true" : "false")}}} } } }
        """;

    private static string DepthOf(Symbol symbol, long id) => $$$"""
        {"stream":"{{{symbol.Value.ToLowerInvariant()}}}@depth5","data":{"e":"depthUpdate","E":{{{id}}},"T":5,"s":"{{{symbol}}}","U":1,"u":{{{id}}},"pu":0,"b":[["1.10","3"]],"a":[["1.20","5"]]}}
        """;

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
