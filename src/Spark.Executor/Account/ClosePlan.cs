using System.Collections.Immutable;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails;

namespace Spark.Executor.Account;

/// <summary>How a position, or a part of it, would be closed as things stand. Nothing of it is done.</summary>
internal sealed record ClosePlan
{
    // An order's id holds two digits of its number.
    private const int MostOrders = 90;

    public required Position Position { get; init; }

    /// <summary>The part that was asked for, base asset.</summary>
    public required decimal Requested { get; init; }

    /// <summary>The same rounded down to the step: what goes out, in as many orders as the exchange's largest one makes needed.</summary>
    public decimal Quantity { get; init; }

    public decimal Step { get; init; }

    /// <summary>Sizes of those orders.</summary>
    public ImmutableArray<decimal> Sizes { get; init; } = [];

    /// <summary>Reducing orders that rest in the book and hold what is to be closed: they are cancelled first.</summary>
    public ImmutableArray<Order> InTheWay { get; init; } = [];

    /// <summary>Why nothing can be closed.</summary>
    public CloseFault? Fault { get; init; }

    /// <summary>Side of the closing orders.</summary>
    public Side Side => Position.Quantity > 0 ? Side.Sell : Side.Buy;

    /// <summary>What closing <paramref name="fraction"/> of <paramref name="position"/> comes to.</summary>
    public static ClosePlan Of(Turn turn, Position position, decimal fraction)
    {
        var size = Math.Abs(position.Quantity);
        var plan = new ClosePlan { Position = position, Requested = size * fraction };
        if (turn.Context.Instrument(position.Symbol) is not { } instrument)
        {
            return plan with { Fault = new CloseFault(ErrorCodes.SymbolNotAllowed, $"symbol '{position.Symbol}' is not traded on this exchange.") };
        }
        plan = plan with { Step = instrument.MarketLot.Step };
        var free = Free(turn, position);
        var wanted = instrument.MarketLot.RoundDown(plan.Requested);
        var inTheWay = wanted > free ? InTheWayOf(turn, position) : [];
        var quantity = instrument.MarketLot.RoundDown(Math.Min(wanted, free + inTheWay.Sum(order => order.Remaining)));
        var sizes = Cut(quantity, instrument.MarketLot);
        return sizes.IsEmpty
            ? plan with { Fault = new CloseFault(ErrorCodes.InvalidOrder, wanted > 0 && quantity < wanted ? BeingClosed(position) : TooSmall(plan, instrument)) }
            : plan with { Quantity = sizes.Sum(), Sizes = sizes, InTheWay = inTheWay };
    }

    /// <summary>
    /// The orders that still close <paramref name="quantity"/>, and no more than is free now: fills, cancels and other orders may have come
    /// in between.
    /// </summary>
    public static ImmutableArray<decimal> SizesNow(Turn turn, Position position, decimal quantity) =>
        turn.Context.Instrument(position.Symbol) is { } instrument
            ? Cut(instrument.MarketLot.RoundDown(Math.Min(quantity, Free(turn, position))), instrument.MarketLot) : [];

    /// <summary>The order of one of the sizes.</summary>
    public static OrderIntent IntentOf(Position position, decimal size, string intentId, OrderOrigin origin) => new()
    {
        ClientOrderId = ClientOrderId.ForIntent(intentId),
        Symbol = position.Symbol,
        Side = position.Quantity > 0 ? Side.Sell : Side.Buy,
        Type = OrderType.Market,
        Quantity = size,
        ReduceOnly = true,
        Origin = origin,
    };

    private static decimal Free(Turn turn, Position position) =>
        Math.Max(0, Math.Abs(position.Quantity) - WorkingOrders.Of(turn.State, position.Symbol).ReservedOf(position.Quantity));

    // Market orders are about to fill by themselves; what waits for a trigger holds nothing.
    private static ImmutableArray<Order> InTheWayOf(Turn turn, Position position)
    {
        var side = position.Quantity > 0 ? Side.Sell : Side.Buy;
        return [.. turn.Ledger.Open.Values.Where(order => order.Intent.Symbol == position.Symbol && order.Intent.Side == side && order.Intent.ReduceOnly
            && order.Intent.Type.IsPriced() && !order.IsInAlgoService && order.State is OrderState.Working or OrderState.Unknown).OrderBy(order => order.UpdatedAt)];
    }

    private static ImmutableArray<decimal> Cut(decimal quantity, LotRule lot)
    {
        var sizes = ImmutableArray.CreateBuilder<decimal>();
        while (quantity > 0 && quantity >= lot.Minimum && sizes.Count < MostOrders)
        {
            var size = lot.Maximum > 0 ? Math.Min(quantity, lot.RoundDown(lot.Maximum)) : quantity;
            sizes.Add(size);
            quantity -= size;
        }
        return sizes.ToImmutable();
    }

    private static string BeingClosed(Position position) => $"Other orders are closing the whole {position.Symbol} position already.";

    private static string TooSmall(ClosePlan plan, Instrument instrument) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Shortest(plan.Requested)} of the {plan.Position.Symbol} position of {Shortest(Math.Abs(plan.Position.Quantity))} is too small to close: the smallest order is {Shortest(Math.Max(instrument.MarketLot.Minimum, instrument.MarketLot.Step))} {instrument.BaseAsset}.");

    private static decimal Shortest(decimal value) => value / 1.0000000000000000000000000000m;
}
