using Spark.Contracts;
using Spark.Domain.Orders;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Account;

/// <summary>Canaries in the contract's words.</summary>
internal static class CanaryViews
{
    public static CanaryView Of(Canary canary) => new()
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
    };

    public static CanaryRunResponse Run(Canary canary, PendingCanary pending, Blocked? blocked, DateTimeOffset now) => new()
    {
        Ok = blocked is null,
        Simulated = true,
        Order = new CanaryOrderView
        {
            Id = canary.Id,
            Symbol = canary.Draft.Symbol.Value,
            Side = canary.Draft.Side.ToWord(),
            Type = canary.Draft.Type.ToWord(),
            Quantity = pending.Intent.Quantity,
            Notional = canary.Draft.Notional,
            Price = canary.Draft.Price,
            StopPrice = canary.Draft.StopPrice,
            TimeInForce = canary.Draft.Type.IsPriced() ? canary.Draft.TimeInForce.ToWord() : null,
            ReduceOnly = canary.Draft.ReduceOnly,
            Status = blocked is null ? "simulated" : "blocked",
            DryRun = true,
        },
        Evidence = pending.Shown,
        Blocked = blocked is null ? null : true,
        Reason = blocked?.Reason,
        Limit = blocked?.Limit,
        Observed = blocked?.Observed,
        ExpiresAt = blocked is null ? canary.ExpiresAt : null,
        Timestamp = now,
    };

    private static string StateWord(CanaryState state) => char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..];
}
