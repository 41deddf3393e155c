using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>
/// What a symbol's orders can still do to its position: working, in flight and unknown ones with what hasn't filled, and fills that
/// the position doesn't hold yet. Base asset.
/// </summary>
internal readonly record struct WorkingOrders(decimal Buy, decimal Sell, decimal ReduceBuy, decimal ReduceSell)
{
    /// <summary>Of <see cref="ReduceBuy"/>, what waits in the algo service for its trigger: the exchange reserves nothing of the position for it.</summary>
    public decimal WaitingBuy { get; init; }

    /// <summary>Of <see cref="ReduceSell"/>, likewise.</summary>
    public decimal WaitingSell { get; init; }

    /// <summary>What reducing orders can take of <paramref name="position"/> from the book.</summary>
    public decimal ReservedOf(decimal position) => position < 0 ? ReduceBuy - WaitingBuy : ReduceSell - WaitingSell;

    public static WorkingOrders Of(AccountState state, Symbol symbol)
    {
        var sum = default(WorkingOrders);
        foreach (var order in state.Ledger.Open.Values)
        {
            if (order.Intent.Symbol == symbol) sum = sum.With(order.Intent, order.Intent.Quantity - BookedOf(state, order), order.IsInAlgoService);
        }
        foreach (var (id, track) in state.Fills)
        {
            if (state.Ledger.Closed.GetValueOrDefault(id) is { } closed && closed.Intent.Symbol == symbol)
            {
                sum = sum.With(closed.Intent, closed.State.Filled - track.Booked, waits: false);
            }
        }
        return sum;
    }

    /// <summary>The same of every symbol that has any, gone through once.</summary>
    public static Dictionary<Symbol, WorkingOrders> All(AccountState state)
    {
        var sums = new Dictionary<Symbol, WorkingOrders>();
        foreach (var (_, order) in state.Ledger.Open) Add(order.Intent, order.Intent.Quantity - BookedOf(state, order), order.IsInAlgoService);
        foreach (var (id, track) in state.Fills)
        {
            if (state.Ledger.Closed.GetValueOrDefault(id) is { } closed) Add(closed.Intent, closed.State.Filled - track.Booked, waits: false);
        }
        return sums;

        void Add(OrderIntent intent, decimal quantity, bool waits) =>
            sums[intent.Symbol] = sums.GetValueOrDefault(intent.Symbol).With(intent, quantity, waits);
    }

    /// <summary>
    /// The same next to <paramref name="position"/>: an order that reduces it makes room in which orders of its side go further, so it
    /// counts with them as far as the position goes.
    /// </summary>
    public WorkingOrders Against(decimal position) => this with
    {
        Buy = Buy + (position < 0 ? Math.Min(ReduceBuy, -position) : 0),
        Sell = Sell + (position > 0 ? Math.Min(ReduceSell, position) : 0),
    };

    /// <summary>Largest absolute position, base asset, that these can make of <paramref name="position"/>.</summary>
    public decimal WorstCase(decimal position)
    {
        var against = Against(position);
        return Exposure.WorstCase(position, against.Buy, against.Sell);
    }

    /// <summary>Symbols with a position or with anything above.</summary>
    public static IReadOnlyCollection<Symbol> SymbolsOf(AccountState state)
    {
        if (state.Exchange.Positions.IsEmpty && state.Ledger.Open.IsEmpty && state.Fills.IsEmpty) return [];
        var symbols = new HashSet<Symbol>();
        foreach (var (symbol, _) in state.Exchange.Positions) symbols.Add(symbol);
        foreach (var (_, order) in state.Ledger.Open) symbols.Add(order.Intent.Symbol);
        foreach (var (id, _) in state.Fills)
        {
            if (state.Ledger.Find(id) is { } order) symbols.Add(order.Intent.Symbol);
        }
        return symbols;
    }

    private static decimal BookedOf(AccountState state, Order order) => state.Fills.GetValueOrDefault(order.Intent.ClientOrderId)?.Booked ?? 0;

    private WorkingOrders With(OrderIntent intent, decimal quantity, bool waits) => (intent.ReduceOnly, intent.Side) switch
    {
        (false, Side.Buy) => this with { Buy = Buy + quantity },
        (false, _) => this with { Sell = Sell + quantity },
        (true, Side.Buy) => this with { ReduceBuy = ReduceBuy + quantity, WaitingBuy = WaitingBuy + (waits ? quantity : 0) },
        _ => this with { ReduceSell = ReduceSell + quantity, WaitingSell = WaitingSell + (waits ? quantity : 0) },
    };
}
