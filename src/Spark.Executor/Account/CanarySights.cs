using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Account;

/// <summary>What the account and the market say of an applied canary.</summary>
internal static class CanarySights
{
    public static CanarySight Of(AccountState state, Canary canary, Quote? quote, TimeSpan mostAge, DateTimeOffset now)
    {
        var order = state.Ledger.Find(canary.Intent!.ClientOrderId);
        var fresh = quote?.MarkAt is { } at && now - at <= mostAge;
        return new CanarySight
        {
            Now = now,
            Filled = order?.State.Filled ?? canary.Observation?.Filled ?? 0,
            AveragePrice = order?.AveragePrice ?? canary.Observation?.AveragePrice,
            // An order that the ledger has forgotten was over for a day.
            Closed = order is null ? CloseReason.Filled : (order.State as OrderState.Closed)?.Reason,
            Position = state.Reconciled && IsBooked(state, canary.Intent.ClientOrderId) ? state.Exchange.PositionIn(canary.Intent.Symbol).Quantity : null,
            MarkPrice = fresh ? quote!.MarkPrice : null,
            MarkAt = fresh ? quote!.MarkAt : null,
            Breaker = state.Ledger.Breaker.Reason,
        };
    }

    /// <summary>Whether the position is known to hold all that an order has filled.</summary>
    public static bool IsBooked(AccountState state, ClientOrderId id) =>
        !state.Fills.TryGetValue(id, out var track) || state.Ledger.Find(id) is not { } order || track.Booked >= order.State.Filled;
}
