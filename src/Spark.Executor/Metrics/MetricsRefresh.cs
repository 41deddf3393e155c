using Spark.Binance.Clock;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Market;
using Spark.Executor.Streams;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Metrics;

/// <summary>Sets the gauges that describe a state, just before they are read.</summary>
internal sealed class MetricsRefresh(AccountLoop account, MarketBoard board, StreamStates streams, ServerClock clock, LimitsInForce limits, ExecutorMetrics metrics, TimeProvider time)
{
    public void Refresh()
    {
        var now = time.GetUtcNow();
        foreach (var stream in (StreamState[])[streams.Market, streams.UserData])
        {
            metrics.ConnectionAge(stream.Type).Set(stream.AgeAt(now).TotalSeconds);
            metrics.ConnectionStatus(stream.Type).Set(stream.IsConnected ? 1 : 0);
            metrics.Wanted(stream.Type).Set(stream.IsWanted ? 1 : 0);
        }
        var view = account.View;
        metrics.BreakerOpen.Set(view.Ledger.Breaker.Open ? 1 : 0);
        if (Pnl.Daily(view, view.Ledger.Breaker, board.Find, now) is { } daily) metrics.DailyPnl.Set((double)daily);
        metrics.DailyLossLimit.Set((double)limits.Risk.DailyLossLimit);
        metrics.JournalHealthy.Set(view.JournalHealthy ? 1 : 0);
        metrics.ClockSkew.Set(clock.Offset.TotalMilliseconds);
        metrics.CanariesWatched.Set(view.Ledger.Canaries.UnderWay.Count(canary => canary.AppliedAt is not null));
        var takenBack = view.Ledger.Canaries.UnderWay.Select(canary => canary.Rollback).OfType<CanaryRollback>().Select(rollback => now - rollback.Since);
        metrics.CanaryRollbackAge.Set(Math.Max(0, takenBack.DefaultIfEmpty().Max().TotalSeconds));
        metrics.OpenOrders.Set(view.Ledger.Open.Count);
        var unknown = view.Ledger.Open.Values.Where(order => order.State is OrderState.Unknown).Select(order => now - order.UpdatedAt);
        metrics.UnknownOrderAge.Set(unknown.DefaultIfEmpty().Max().TotalSeconds);
        metrics.ShowUnrealized(view.Exchange.Positions.Values
            .Where(position => board.Find(position.Symbol)?.MarkPrice is not null)
            .ToDictionary(position => position.Symbol.Value, position => position.UnrealizedPnlAt(board.Find(position.Symbol)!.MarkPrice!.Value)));
    }
}
