using Spark.Contracts;
using Spark.Domain.Orders;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Account;

/// <summary>Canaries in the contract's words.</summary>
internal static class CanaryViews
{
    /// <summary>As it was last decided on.</summary>
    public static CanaryView Of(Canary canary) => Of(canary, canary.Observation);

    /// <summary>With what is seen of it now.</summary>
    public static CanaryView Of(Canary canary, CanaryObservation? seen) => new()
    {
        Id = canary.Id,
        Scope = canary.Scope,
        Symbol = canary.Draft.Symbol.Value,
        Side = canary.Draft.Side.ToWord(),
        Type = canary.Draft.Type.ToWord(),
        Quantity = canary.Intent?.Quantity ?? canary.Draft.Quantity ?? 0,
        Price = canary.Draft.Price,
        State = StateWord(canary.State),
        Passed = canary.Passed,
        RunBy = canary.Principal.Key,
        RunAt = canary.RunAt,
        ExpiresAt = canary.ExpiresAt,
        Outcome = canary.Outcome,
        ClientOrderId = canary.State is CanaryState.Simulated or CanaryState.Expired ? null : canary.Intent?.ClientOrderId.Value,
        AppliedAt = canary.AppliedAt,
        WatchedUntil = canary.WatchedUntil,
        EndedAt = canary.EndedAt,
        Watch = Watch(canary.Bounds),
        Observation = seen is null ? null : Observation(seen),
        Rollback = canary.Rollback is { } rollback ? Rollback(rollback, canary.State == CanaryState.RolledBack) : null,
    };

    /// <summary>What a canary is held to.</summary>
    public static CanaryWatchView? Watch(CanaryBounds? bounds) =>
        bounds is null ? null : new CanaryWatchView(bounds.Watch.TotalSeconds, bounds.SlippageBps, bounds.MaxLoss, bounds.MaxErrors);

    public static CanaryRunResponse Run(Turn turn, Canary canary, Blocked? blocked) => new()
    {
        Ok = blocked is null,
        Simulated = true,
        Order = new CanaryOrderView
        {
            Id = canary.Id,
            Symbol = canary.Draft.Symbol.Value,
            Side = canary.Draft.Side.ToWord(),
            Type = canary.Draft.Type.ToWord(),
            Quantity = canary.Intent!.Quantity,
            Notional = canary.Draft.Notional,
            Price = canary.Draft.Price,
            StopPrice = canary.Draft.StopPrice,
            TimeInForce = canary.Draft.Type.IsPriced() ? canary.Draft.TimeInForce.ToWord() : null,
            ReduceOnly = canary.Draft.ReduceOnly,
            Status = blocked is null ? "simulated" : "blocked",
            DryRun = true,
        },
        Evidence = EvidenceViews.Of(canary.Evidence!) with { Warnings = turn.Context.SlowExchange ? [EvidenceViews.SlowExchange] : null },
        Blocked = blocked is null ? null : true,
        Reason = blocked?.Reason,
        Limit = blocked?.Limit,
        Observed = blocked?.Observed,
        ExpiresAt = blocked is null ? canary.ExpiresAt : null,
        Watch = Watch(canary.Bounds),
        Timestamp = turn.Now,
    };

    private static CanaryObservationView Observation(CanaryObservation seen) => new()
    {
        At = seen.At,
        Filled = seen.Filled,
        AveragePrice = seen.AveragePrice,
        ExpectedPrice = seen.ExpectedPrice,
        SlippageBps = seen.SlippageBps,
        Fees = seen.Fees,
        Held = seen.Held,
        MarkPrice = seen.MarkPrice,
        MarkAt = seen.MarkAt,
        Pnl = seen.Pnl,
        Errors = seen.Errors,
    };

    private static CanaryRollbackView Rollback(CanaryRollback rollback, bool done) => new()
    {
        Since = rollback.Since,
        Bound = Word(rollback.Breach.Bound.ToString()),
        Limit = rollback.Breach.Limit,
        Observed = rollback.Breach.Observed,
        Message = rollback.Breach.Message,
        Closed = rollback.Closed,
        Realized = rollback.Realized,
        Done = done,
    };

    /// <summary>The contract's word of a state: <c>rolledBack</c>.</summary>
    public static string StateWord(CanaryState state) => Word(state.ToString());

    private static string Word(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
