using System.Collections.Concurrent;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Executor.Account;

namespace Spark.Executor.Countdown;

/// <summary>
/// Keeps the exchange's dead-man timers (<c>FUTURES_COUNTDOWN_CANCEL</c>): set while Spark runs and has orders resting, set again well before
/// they run out, stopped when they are no longer wanted and at a clean stop. When Spark dies, the exchange cancels.
/// </summary>
internal sealed partial class CountdownTimers(BinanceRestClient exchange, AccountLoop account, ExecutorSettings settings, TimeProvider time, ILogger<CountdownTimers> log)
{
    private static readonly TimeSpan StopsWithin = TimeSpan.FromMilliseconds(1_500);

    private readonly ConcurrentDictionary<Symbol, DateTimeOffset> _armed = new();
    private readonly ConcurrentDictionary<Symbol, bool> _told = new();
    private readonly Dictionary<Symbol, Task> _underWay = [];
    private readonly TimeSpan _countdown = settings.Venue == Venue.Production ? TimeSpan.Zero : TimeSpan.FromSeconds(settings.CountdownCancelSeconds);

    private bool _adopted;

    /// <summary>The timers that are running, as far as is known.</summary>
    public CountdownCancelView View => new() { Seconds = _countdown.TotalSeconds, Armed = [.. _armed.OrderBy(timer => timer.Key).Select(timer => ViewOf(timer.Key, timer.Value))] };

    /// <summary>Begins to set, set again and stop what is due, each symbol by itself: one hung call holds up no other timer. Called every second.</summary>
    public void Keep(CancellationToken ct)
    {
        if (_countdown == TimeSpan.Zero) return;
        AdoptTimers();
        var plan = CountdownPlan.Of(account.View, _armed, _countdown, time.GetUtcNow());
        foreach (var symbol in plan.Arm) Begin(symbol, ArmAsync, ct);
        foreach (var symbol in plan.Disarm) Begin(symbol, DisarmAsync, ct);
    }

    /// <summary>A clean stop: what rests goes on resting.</summary>
    public async Task StopAsync()
    {
        using var deadline = new CancellationTokenSource(StopsWithin, time);
        await Task.WhenAll(_underWay.Values).WaitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_armed.Keys.Select(symbol => DisarmAsync(symbol, deadline.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_armed.IsEmpty) LogStillArmed(log, string.Join(", ", _armed.Keys.Order()));
    }

    private void Begin(Symbol symbol, Func<Symbol, CancellationToken, Task> call, CancellationToken ct)
    {
        if (_underWay.GetValueOrDefault(symbol) is { IsCompleted: false }) return;
        _underWay[symbol] = TryAsync(symbol, call, ct);
    }

    // The next try is due before the timer runs out, whatever has become of this one.
    private async Task TryAsync(Symbol symbol, Func<Symbol, CancellationToken, Task> call, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(_countdown / CountdownPlan.TriesWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            await call(symbol, either.Token);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: what is armed is disarmed there.
        }
        catch (OperationCanceledException)
        {
            LogNoAnswer(log, symbol.Value);
        }
        catch (Exception e)
        {
            LogFailed(log, e, symbol.Value);
        }
    }

    private CountdownTimerView ViewOf(Symbol symbol, DateTimeOffset set) =>
        set == default ? new CountdownTimerView(symbol.Value) : new CountdownTimerView(symbol.Value) { SetAt = set, RunsOutAt = set + _countdown };

    // A process that died may have left timers running, also where they are not wanted any more.
    private void AdoptTimers()
    {
        if (_adopted || !account.View.Reconciled) return;
        foreach (var order in account.View.Ledger.Open.Values) _armed.TryAdd(order.Intent.Symbol, DateTimeOffset.MinValue);
        _adopted = true;
    }

    private async Task ArmAsync(Symbol symbol, CancellationToken ct)
    {
        var isNew = _armed.GetValueOrDefault(symbol) == default;
        // Noted first: an answer that is lost may have set it.
        _armed.TryAdd(symbol, DateTimeOffset.MinValue);
        if (_told.TryAdd(symbol, true)) account.Post(new AccountMessage.TimerChanged(symbol, _countdown));
        var asked = time.GetUtcNow();
        if (await exchange.CountdownCancelAllAsync(symbol, _countdown, ct) is ExchangeResult<TimeSpan>.Ok)
        {
            _armed[symbol] = asked;
            if (isNew) LogArmed(log, symbol.Value, _countdown.TotalSeconds);
        }
        else LogNotArmed(log, symbol.Value);
    }

    private async Task DisarmAsync(Symbol symbol, CancellationToken ct)
    {
        if (await exchange.CountdownCancelAllAsync(symbol, TimeSpan.Zero, ct) is not ExchangeResult<TimeSpan>.Ok) return;
        _told.TryRemove(symbol, out _);
        if (_armed.TryRemove(symbol, out _)) account.Post(new AccountMessage.TimerChanged(symbol, TimeSpan.Zero));
        LogDisarmed(log, symbol.Value);
    }

    [LoggerMessage(EventId = 2350, Level = LogLevel.Information, Message = "The exchange cancels the plain orders of {Symbol} unless it hears from Spark every {Seconds} s")]
    private static partial void LogArmed(ILogger log, string symbol, double seconds);

    [LoggerMessage(EventId = 2351, Level = LogLevel.Information, Message = "The exchange's timer of {Symbol} is stopped")]
    private static partial void LogDisarmed(ILogger log, string symbol);

    [LoggerMessage(EventId = 2352, Level = LogLevel.Warning, Message = "The exchange's timer of {Symbol} could not be set; it is tried again")]
    private static partial void LogNotArmed(ILogger log, string symbol);

    [LoggerMessage(EventId = 2354, Level = LogLevel.Warning, Message = "The exchange has not answered in time about the timer of {Symbol}; it is tried again")]
    private static partial void LogNoAnswer(ILogger log, string symbol);

    [LoggerMessage(EventId = 2355, Level = LogLevel.Error, Message = "The timer of {Symbol} failed inside the executor; it is tried again")]
    private static partial void LogFailed(ILogger log, Exception e, string symbol);

    [LoggerMessage(EventId = 2353, Level = LogLevel.Warning, Message = "The exchange's timer could not be stopped: it will cancel the plain orders of {Symbols}")]
    private static partial void LogStillArmed(ILogger log, string symbols);
}
