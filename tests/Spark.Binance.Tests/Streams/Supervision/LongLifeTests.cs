using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Spark.Binance.Clock;
using Spark.Binance.Rest;
using Spark.Binance.Streams;
using Spark.Binance.Streams.Market;
using Spark.Binance.Streams.User;
using Spark.Binance.Tests.Servers;
using Spark.Domain.Markets;

namespace Spark.Binance.Tests.Streams.Supervision;

/// <summary>Days of the supervisor in seconds: the transport is in memory, the clock is the test's.</summary>
public sealed class LongLifeTests : IAsyncLifetime
{
    private static readonly BinanceEndpoints Nowhere = new(new Uri("http://exchange.test"), new Uri("ws://exchange.test"));

    // Half minutes from a connection to the one that replaces it.
    private const int Replacement = 2850;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000));
    private readonly RecordingObserver _observer = new();
    private readonly RecordingLogs _logs = new();
    private long _seen;
    private MemoryExchange _exchange = null!;
    private HttpClient _http = null!;
    private BinanceRestClient _rest = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _exchange = new MemoryExchange(_time);
        _http = new HttpClient(_exchange);
        _rest = new BinanceRestClient(_http, Nowhere, new BinanceCredentials("k", "s"), new ServerClock(_time), _time, new Random(1));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _rest.Dispose();
        _http.Dispose();
        _exchange.Dispose();
        _logs.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task In_72_hours_no_event_of_the_account_is_lost_or_doubled_and_the_order_stays()
    {
        await using var stream = new UserStream(_rest, Nowhere, _observer, _time, new Random(2), _logs, _exchange.ConnectAsync);
        await stream.StartAsync(Ct);
        Assert.Equal("Private connected", await _observer.NextAsync(Ct));
        var sent = 0L;

        for (var step = 0; step < 72 * 120; step++)
        {
            // Around every replacement the clock goes in small steps, with an event in each.
            var isNear = step % Replacement > Replacement - 4 || (step > Replacement && step % Replacement < 8);
            for (var small = 0; small < (isNear ? 20 : 1); small++)
            {
                Assert.True(_exchange.Send(Event(++sent)), Story);
                _time.Advance(TimeSpan.FromSeconds(isNear ? 1.5 : 30));
                if (isNear || step % 20 == 0) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Ct);
            }
        }
        await SettledAsync(stream, sent);

        var expected = 0L;
        while (stream.Events.TryRead(out var happened)) Assert.Equal(++expected, Assert.IsType<UserEvent.TradeLite>(happened).TradeId);
        Assert.Equal(sent, expected);
        Assert.True(_observer.Replacements >= 3, $"{_observer.Replacements} replacements");
        Assert.InRange(_exchange.Renewals, 130, 150);
        Assert.DoesNotContain(_logs.Lines, line => line.Line.Contains("is down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_72_hours_no_trade_of_the_market_is_lost_or_doubled()
    {
        var sink = new RecordingSink();
        var symbol = Symbol.Parse("BTCUSDT");
        await using var stream = new MarketStream(Nowhere, sink, _observer, _time, new Random(2), _logs, null, _exchange.ConnectAsync);
        await stream.SubscribeAsync([symbol], Ct, MarketStreams.Trade);
        var sent = 0L;

        for (var hours = 0; hours < 72; hours++)
        {
            for (var minutes = 0; minutes < 60; minutes++)
            {
                for (var part = 0; part < 4; part++)
                {
                    Assert.True(_exchange.Send(Trade(++sent)), Story);
                    _time.Advance(TimeSpan.FromSeconds(15));
                }
                await UntilSeenAsync(sink, sent);
                await Task.Delay(TimeSpan.FromMilliseconds(minutes is > 40 and < 50 && hours % 24 == 23 ? 3 : 0), TimeProvider.System, Ct);
            }
        }

        Assert.True(_observer.Replacements >= 3, $"{_observer.Replacements} replacements");
    }

    [Fact]
    public async Task An_exchange_that_is_gone_for_ten_minutes_is_tried_rarely_and_found_within_two_seconds()
    {
        await using var stream = new UserStream(_rest, Nowhere, _observer, _time, new Random(2), _logs, _exchange.ConnectAsync);
        await stream.StartAsync(Ct);
        Assert.Equal("Private connected", await _observer.NextAsync(Ct));
        var firstAttempts = _exchange.Attempts.Count;

        _exchange.IsDown = true;
        _exchange.CutAll();
        await AdvanceAsync(TimeSpan.FromMinutes(10));
        var down = _exchange.Attempts.Skip(firstAttempts).ToArray();
        _exchange.IsDown = false;
        var back = _time.GetUtcNow();
        while (_exchange.Open == 0) await AdvanceAsync(TimeSpan.FromMilliseconds(100));

        Assert.InRange(_time.GetUtcNow() - back, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        AssertNeverMoreThanFiveAMinute(down);
    }

    [Fact]
    public async Task A_flapping_exchange_is_tried_at_most_five_times_in_any_minute_and_ever_more_rarely()
    {
        await using var stream = new UserStream(_rest, Nowhere, _observer, _time, new Random(2), _logs, _exchange.ConnectAsync);
        await stream.StartAsync(Ct);

        for (var i = 0; i < 1_000; i++)
        {
            _exchange.CutAll();
            await AdvanceAsync(TimeSpan.FromMilliseconds(200));
        }

        AssertNeverMoreThanFiveAMinute(_exchange.Attempts);
        var gaps = _exchange.Attempts.Zip(_exchange.Attempts.Skip(1), (a, b) => b - a).ToArray();
        Assert.True(gaps[^1] > TimeSpan.FromSeconds(8), $"the last wait was {gaps[^1]}");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(10, false)]
    [InlineData(120, true)]
    public async Task A_connection_backs_the_next_one_off_as_long_as_it_counts_as_short(int? stableAfter, bool backsOff)
    {
        var asked = new StreamSupervision { StableAfter = stableAfter is { } seconds ? () => TimeSpan.FromSeconds(seconds) : null };
        await using var user = new UserStream(_rest, Nowhere, _observer, _time, new Random(2), _logs, _exchange.ConnectAsync, asked);
        await using var market = new MarketStream(Nowhere, new RecordingSink(), _observer, _time, new Random(2), _logs, null, _exchange.ConnectAsync, asked);
        await user.StartAsync(Ct);
        await market.SubscribeAsync([Symbol.Parse("BTCUSDT")], Ct, MarketStreams.Trade);

        for (var drop = 1; drop <= 3; drop++)
        {
            while (_exchange.Open < 2) await AdvanceAsync(TimeSpan.FromMilliseconds(100));
            var made = _exchange.Made;
            await AdvanceAsync(TimeSpan.FromSeconds(90));
            Assert.Equal(made, _exchange.Made); // what stands is left alone
            _exchange.CutAll();
            await WaitUntilAsync(() => Downs().Length == 2 * drop);
        }

        Assert.All(Downs(), line => Assert.Equal(backsOff, !line.Contains("next attempt in 0 ms", StringComparison.Ordinal)));
    }

    private string[] Downs() => [.. _logs.Lines.Select(line => line.Line).Where(line => line.Contains("socket is down", StringComparison.Ordinal))];

    private static async Task WaitUntilAsync(Func<bool> holds)
    {
        while (!holds()) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Ct);
    }

    private static void AssertNeverMoreThanFiveAMinute(IReadOnlyList<DateTimeOffset> attempts)
    {
        for (var i = 5; i < attempts.Count; i++) Assert.True(attempts[i] - attempts[i - 5] >= TimeSpan.FromMinutes(1), $"attempts {i - 5} to {i} within {attempts[i] - attempts[i - 5]}");
    }

    private static async Task SettledAsync(UserStream stream, long sent)
    {
        for (var waits = 0; waits < 1_000 && stream.Events.Count < sent; waits++) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Ct);
    }

    private async Task UntilSeenAsync(RecordingSink sink, long upTo)
    {
        while (_seen < upTo)
        {
            var line = await sink.NextAsync(Ct);
            if (line == "ignored Stale") continue; // the overlap's other copy
            Assert.Contains($"#{++_seen} ", line, StringComparison.Ordinal);
        }
    }

    private async Task AdvanceAsync(TimeSpan by)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += TimeSpan.FromMilliseconds(200))
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
            if (passed.Ticks % TimeSpan.TicksPerSecond == 0) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Ct);
        }
    }

    private string Event(long n) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"e":"TRADE_LITE","E":{{Now}},"T":{{Now}},"s":"BTCUSDT","q":"0.1","p":"1","m":false,"c":"x","S":"BUY","L":"1","l":"0.1","t":{{n}},"i":1}""");

    private string Trade(long n) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"e":"trade","E":{{Now}},"T":{{Now}},"s":"BTCUSDT","t":{{n}},"p":"1","q":"1","m":false}""");

    private string Story => "no connection stood: " + string.Join(Environment.NewLine, _logs.Lines.TakeLast(20).Select(line => line.Line));

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
