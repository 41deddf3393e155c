using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Spark.Contracts.Configuration;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Countdown;
using Spark.Executor.Ledger;
using Spark.Executor.Tests.Account;
using Spark.Testing.Core;

namespace Spark.Executor.Tests.Countdown;

/// <summary>The dead-man timers of several symbols, on an exchange that is not always there.</summary>
public sealed class CountdownTimersTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly CannedExchange _exchange;
    private readonly Channel<AccountMessage> _inbox = Channel.CreateUnbounded<AccountMessage>();

    public CountdownTimersTests()
    {
        _exchange = new CannedExchange(_time);
        _exchange.Answer("/fapi/v1/countdownCancelAll", 200, """{"symbol":"BTCUSDT","countdownTime":"30000"}""");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _exchange.Dispose();

    [Fact]
    public async Task A_call_that_hangs_holds_up_no_other_timer_and_is_given_up_before_its_own_runs_out()
    {
        var asked = new List<string>();
        var hangs = true;
        _exchange.Hangs = (_, body) =>
        {
            lock (asked) asked.Add(body.Contains("ETHUSDT", StringComparison.Ordinal) ? "ETH" : "BTC");
            return hangs && body.Contains("ETHUSDT", StringComparison.Ordinal);
        };
        var timers = Timers(Venue.Simulator);
        timers.Keep(Ct);
        for (var second = 0; second < 21; second++)
        {
            await UntilAsync(() =>
            {
                timers.Keep(Ct);
                return timers.View.Armed.Any(timer => timer.Symbol == "BTCUSDT" && timer.SetAt is { } at && _time.GetUtcNow() - at < TimeSpan.FromSeconds(11));
            });
            _time.Advance(TimeSpan.FromSeconds(1));
            timers.Keep(Ct);
        }
        hangs = false;
        // A call that began while they hung is given up within a third of the timer.
        _time.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(() =>
        {
            timers.Keep(Ct);
            return timers.View.Armed.Any(timer => timer.Symbol == "ETHUSDT" && timer.SetAt is not null);
        });

        lock (asked) Assert.True(asked.Count(symbol => symbol == "BTC") >= 3);
    }

    [Fact]
    public async Task Production_s_timers_are_left_alone()
    {
        var timers = Timers(Venue.Production);
        timers.Keep(Ct);
        await timers.StopAsync();

        Assert.Empty(_exchange.Asked);
        Assert.Empty(timers.View.Armed);
    }

    private CountdownTimers Timers(Venue venue)
    {
        var settings = ExecutorSettingsReader.Read(SettingsSource.Of(new Dictionary<string, string>
        {
            ["FUTURES_COUNTDOWN_CANCEL"] = "30",
            ["SPARK_BINANCE_REST"] = "http://127.0.0.1:1/",
            ["SPARK_BINANCE_STREAMS"] = "ws://127.0.0.1:1/",
        })) with
        { Venue = venue };
        var state = Resting(Resting(AccountCore.Restore(LedgerState.Empty) with { Reconciled = false }, CoreWorld.Btc), CoreWorld.Eth) with { Reconciled = true };
        var account = new AccountLoop(state, _inbox, null!, null!, () => AccountContexts.At(_time.GetUtcNow()), NullLogger<AccountLoop>.Instance);
        var timers = new CountdownTimers(_exchange.Client(), account, settings, _time, NullLogger<CountdownTimers>.Instance);
        return timers;
    }

    private static AccountState Resting(AccountState state, Symbol symbol)
    {
        var intent = new OrderIntent { ClientOrderId = ClientOrderId.ForIntent(symbol.Value), Symbol = symbol, Side = Side.Buy, Type = OrderType.Limit, Price = 1, Quantity = 1 };
        var order = new Order(intent, new OrderState.Working(symbol == CoreWorld.Btc ? 5 : 6, 0), DateTimeOffset.UnixEpoch);
        return state with { Ledger = state.Ledger with { Open = state.Ledger.Open.SetItem(intent.ClientOrderId, order) } };
    }

    // Answers come on other threads; the clock stands still meanwhile.
    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, patience.Token);
    }
}
