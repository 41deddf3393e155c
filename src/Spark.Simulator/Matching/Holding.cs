using Spark.Domain.Accounts;
using Spark.Domain.Orders;
using Spark.Simulator.Matching.Algo;

namespace Spark.Simulator.Matching;

/// <summary>What an account has in one contract: position, leverage, open orders. Written by the core only.</summary>
public sealed class Holding(Account account, Market market)
{
    /// <summary>The exchange's leverage before anybody changes it.</summary>
    public const int InitialLeverage = 20;

    private bool _isActive;

    public Account Account { get; } = account;

    public Market Market { get; } = market;

    public Position Position { get; internal set; } = Position.Flat(market.Contract.Instrument.Symbol);

    public int Leverage { get; internal set; } = InitialLeverage;

    /// <summary>Whether the position stands on a wallet of its own.</summary>
    public bool IsIsolated
    {
        get;
        internal set
        {
            if (field != value) Account.IsolatedContracts += value ? 1 : -1;
            field = value;
        }
    }

    /// <summary>The isolated position's own wallet, USDT, a part of the account's; 0 while crossed or flat.</summary>
    public decimal IsolatedWallet
    {
        get;
        internal set
        {
            Account.IsolatedBalance += value - field;
            field = value;
        }
    }

    /// <summary>Whether the isolated position's margin call has been told.</summary>
    internal bool IsMarginCalled { get; set; }

    /// <summary>Σ realised profit before fees, quote asset.</summary>
    public decimal Realized { get; internal set; }

    /// <summary>Last change of the position, ms UTC; 0 when it never had one.</summary>
    public long UpdateTime { get; internal set; }

    /// <summary>Open orders by id.</summary>
    public Dictionary<long, BookOrder> OpenOrders { get; } = [];

    /// <summary>Conditional orders that wait for their trigger, by id.</summary>
    public Dictionary<long, AlgoOrder> OpenAlgoOrders { get; } = [];

    /// <summary>Price × remaining quantity of resting buys that are not reduce-only.</summary>
    public decimal BidNotional { get; internal set; }

    /// <summary>Price × remaining quantity of resting sells that are not reduce-only.</summary>
    public decimal AskNotional { get; internal set; }

    /// <summary>Resting reduce-only orders, highest priority first.</summary>
    internal List<BookOrder> ReduceOnlyOrders { get; } = [];

    public bool IsIdle => Position.IsFlat && OpenOrders.Count == 0;

    /// <summary>Size of the position in lots, never negative.</summary>
    public long PositionLots => Market.Contract.ToLots(Math.Abs(Position.Quantity));

    /// <summary>Whether an order of <paramref name="side"/> lowers the position.</summary>
    public bool IsReducedBy(Side side) => Math.Sign(Position.Quantity) == -side.Sign();

    /// <summary>ms UTC at which every open order is cancelled; 0: never.</summary>
    public long CancelAllAt { get; internal set; }

    /// <summary>Keeps the account's list of what it has up to date; called whenever a position or an open order came or went.</summary>
    internal void NoteActivity()
    {
        if (IsIdle != _isActive) return;
        _isActive = !_isActive;
        if (_isActive) Account.Active.Add(this);
        else Account.Active.Remove(this);
    }

    internal void Reserve(Side side, decimal notional)
    {
        if (side == Side.Buy) BidNotional += notional;
        else AskNotional += notional;
    }
}
