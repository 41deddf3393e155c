using System.Collections.Immutable;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>
/// What the account is exposed to, symbol by symbol: the position and what orders can still make of it. Every decision rests on it, so it is
/// made once and holds for all states that it has not changed in.
/// </summary>
internal sealed class Exposures
{
    private readonly ImmutableDictionary<Symbol, Position> _positions;
    private readonly ImmutableDictionary<ClientOrderId, Order> _open;
    private readonly ImmutableDictionary<ClientOrderId, Order> _closed;
    private readonly ImmutableDictionary<ClientOrderId, FillTrack> _fills;

    private Exposures(AccountState state)
    {
        (_positions, _open, _closed, _fills) = (state.Exchange.Positions, state.Ledger.Open, state.Ledger.Closed, state.Fills);
        var working = WorkingOrders.All(state);
        Rows = [.. WorkingOrders.SymbolsOf(state).Select(symbol => RowOf(state.Exchange.PositionIn(symbol), working.GetValueOrDefault(symbol)))];
    }

    /// <summary>A row per symbol with a position or an order that counts.</summary>
    public ImmutableArray<Row> Rows { get; }

    public static Exposures Of(AccountState state) => new(state);

    /// <summary>Whether nothing that it was made from is another in <paramref name="state"/>.</summary>
    public bool HoldsIn(AccountState state) => ReferenceEquals(_positions, state.Exchange.Positions) && ReferenceEquals(_open, state.Ledger.Open)
        && ReferenceEquals(_closed, state.Ledger.Closed) && ReferenceEquals(_fills, state.Fills);

    private static Row RowOf(Position position, WorkingOrders working) => new(position, working, working.WorstCase(position.Quantity));

    /// <summary>One symbol's.</summary>
    /// <param name="Position">Perhaps flat.</param>
    /// <param name="Working">What orders can still fill.</param>
    /// <param name="WorstCase">Largest absolute position that they can make of it, base asset.</param>
    internal readonly record struct Row(Position Position, WorkingOrders Working, decimal WorstCase);
}
