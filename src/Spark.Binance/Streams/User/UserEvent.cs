using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Streams.User;

/// <summary>What the account's stream tells; a closed set. Events may repeat after a reconnect.</summary>
public abstract record UserEvent(DateTimeOffset EventTime)
{
    /// <summary>An order was created, filled, amended, cancelled or expired.</summary>
    /// <param name="Order">The order after the event.</param>
    /// <param name="ExecutionType">NEW, TRADE, CANCELED, EXPIRED, AMENDMENT, CALCULATED (liquidation, auto-deleveraging).</param>
    /// <param name="Fill">This event's fill; null when it is none.</param>
    /// <param name="ExpiryReason">The exchange's number; null or 0 when there is none.</param>
    /// <param name="EventTime">When the exchange made the event.</param>
    public sealed record OrderUpdated(OrderReport Order, string ExecutionType, TradeReport? Fill, string? ExpiryReason, DateTimeOffset EventTime)
        : UserEvent(EventTime);

    /// <summary>Balances or positions changed; only what changed is listed.</summary>
    /// <param name="Reason">ORDER, FUNDING_FEE, DEPOSIT, WITHDRAW, MARGIN_TYPE_CHANGE …</param>
    /// <param name="Balances">After the event.</param>
    /// <param name="Positions">After the event.</param>
    /// <param name="IsPartial">A position's symbol could not be read: take a snapshot.</param>
    /// <param name="EventTime">When the exchange made the event.</param>
    public sealed record AccountUpdated(
        string Reason, ImmutableArray<BalanceUpdate> Balances, ImmutableArray<PositionUpdate> Positions, bool IsPartial, DateTimeOffset EventTime)
        : UserEvent(EventTime);

    /// <summary>A fill, early and in short; an <see cref="OrderUpdated"/> with the same trade id follows. Count one of the two.</summary>
    public sealed record TradeLite(
        Symbol Symbol, long TradeId, long OrderId, string ClientOrderId, Side Side, decimal Price, decimal Quantity, bool Maker, DateTimeOffset EventTime)
        : UserEvent(EventTime);

    /// <summary>A symbol's leverage or the multi-assets mode changed.</summary>
    public sealed record ConfigChanged(Symbol? Symbol, int? Leverage, bool? MultiAssets, DateTimeOffset EventTime) : UserEvent(EventTime);

    /// <summary>A hint that liquidation is near; it may have happened already.</summary>
    public sealed record MarginCall(ImmutableArray<MarginCallPosition> Positions, DateTimeOffset EventTime) : UserEvent(EventTime);

    /// <summary>A conditional order changed in the algo service.</summary>
    public sealed record AlgoUpdated(AlgoOrderReport Order, DateTimeOffset EventTime) : UserEvent(EventTime);

    /// <summary>The stream is silent from here on; a new connection follows by itself.</summary>
    public sealed record ListenKeyExpired(DateTimeOffset EventTime) : UserEvent(EventTime);

    /// <summary>An event that this client has no shape for, or that breaks its shape.</summary>
    /// <param name="Type">The event's own name; empty when it has none.</param>
    /// <param name="Raw">The message, cleared of anything that looks like a key.</param>
    /// <param name="EventTime">When it was received.</param>
    public sealed record Unrecognised(string Type, string Raw, DateTimeOffset EventTime) : UserEvent(EventTime);
}
