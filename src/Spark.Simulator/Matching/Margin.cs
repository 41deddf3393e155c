using Spark.Domain.Orders;

namespace Spark.Simulator.Matching;

/// <summary>
/// Margin of a single-asset, one-way account, crossed or isolated. All values are in USDT. Formulas follow the exchange's
/// published rules; netting of opposite orders (the larger side counts) is our reading of them.
/// </summary>
public static class Margin
{
    /// <summary>|position| × mark ÷ leverage.</summary>
    public static decimal PositionInitial(Holding holding) => holding.Position.NotionalAt(holding.Market.MarkPrice) / holding.Leverage;

    /// <summary>What open orders lock beyond the position: the worse of all buys and all sells filling.</summary>
    public static decimal OpenOrderInitial(Holding holding) => Initial(holding) - PositionInitial(holding);

    /// <summary>Position and open orders together.</summary>
    public static decimal Initial(Holding holding) => Committed(holding, 0, 0) / holding.Leverage;

    /// <summary>|position| × mark × rate − quick amount, by the bracket of the notional.</summary>
    public static decimal Maintenance(Holding holding)
    {
        var notional = holding.Position.NotionalAt(holding.Market.MarkPrice);
        if (notional == 0) return 0;
        var bracket = holding.Market.Contract.BracketOf(notional);
        return notional * bracket.MaintenanceRate - bracket.Cumulative;
    }

    public static decimal Unrealized(Holding holding) => holding.Position.UnrealizedPnlAt(holding.Market.MarkPrice);

    /// <summary>
    /// Cross wallet + unrealised − position margin − order margin; negative when over-committed. An isolated position has its
    /// margin in a wallet of its own, and only its orders count here.
    /// </summary>
    public static decimal Free(Account account)
    {
        var free = account.CrossWallet;
        foreach (var holding in account.Active)
        {
            free += holding.IsIsolated ? -OpenOrderInitial(holding) : Unrealized(holding) - Initial(holding);
        }
        return free;
    }

    /// <summary>What may be taken out of an isolated position: what it has beyond its initial margin, unrealised loss deducted.</summary>
    public static decimal Removable(Holding holding) =>
        Math.Max(0, holding.IsolatedWallet + Math.Min(0, Unrealized(holding)) - PositionInitial(holding));

    /// <summary>
    /// Whether an order fits with room to spare, by floating point: nearly every order does, and exact decimals cost several
    /// times as much. False says nothing; then <see cref="CostToOpen"/> and <see cref="Free"/> decide, as they always do for
    /// accounts with isolated contracts.
    /// </summary>
    public static bool ClearlyAffords(Holding holding, Side side, decimal quantity, decimal assumedPrice)
    {
        const double Doubt = 1e-6;
        if (holding.Account.IsolatedContracts > 0) return false;
        var (size, price) = ((double)quantity, (double)assumedPrice);
        var loss = Math.Max(0, side.Sign() * (price - (double)holding.Market.MarkPrice));
        var cost = size * (price / holding.Leverage + loss);
        var free = (double)holding.Account.Wallet;
        var turnover = Math.Abs(free) + cost;
        foreach (var other in holding.Account.Active)
        {
            var position = (double)other.Position.Quantity;
            var mark = (double)other.Market.MarkPrice;
            var value = position * mark;
            var committed = Math.Max(Math.Abs(value), Math.Max(Math.Abs(value + (double)other.BidNotional), Math.Abs(value - (double)other.AskNotional)));
            free += position * (mark - (double)other.Position.EntryPrice) - committed / other.Leverage;
            turnover += committed;
        }
        return cost + turnover * Doubt < free;
    }

    /// <summary>What an order needs on top: the growth of the initial margin and the loss it opens with.</summary>
    public static decimal CostToOpen(Holding holding, Side side, decimal quantity, decimal assumedPrice)
    {
        var notional = quantity * assumedPrice;
        var after = side == Side.Buy ? Committed(holding, notional, 0) : Committed(holding, 0, notional);
        var growth = after - Committed(holding, 0, 0);
        if (growth <= 0) return 0;
        var loss = Math.Max(0, side.Sign() * (assumedPrice - holding.Market.MarkPrice));
        return growth / holding.Leverage + (loss == 0 ? 0 : loss * Math.Min(quantity, growth / assumedPrice));
    }

    /// <summary>
    /// The mark price at which the account is liquidated through this position:
    /// (wallet − other maintenance + other unrealised + quick amount − side × size × entry) ÷ (size × rate − side × size).
    /// Of an isolated position the wallet is its own and no other counts. 0 when there is none.
    /// </summary>
    public static decimal LiquidationPrice(Holding holding)
    {
        var position = holding.Position;
        if (position.IsFlat) return 0;
        var cushion = Cushion(holding);
        var bracket = holding.Market.Contract.BracketOf(position.NotionalAt(holding.Market.MarkPrice));
        var price = Solve(position.Quantity, position.EntryPrice, cushion, bracket);
        var atPrice = holding.Market.Contract.BracketOf(position.NotionalAt(Math.Max(0, price)));
        if (atPrice != bracket) price = Solve(position.Quantity, position.EntryPrice, cushion, atPrice);
        return Math.Max(0, price);
    }

    private static decimal Cushion(Holding holding)
    {
        if (holding.IsIsolated) return holding.IsolatedWallet;
        var cushion = holding.Account.CrossWallet;
        foreach (var other in holding.Account.Active)
        {
            if (!other.IsIsolated && !ReferenceEquals(other, holding)) cushion += Unrealized(other) - Maintenance(other);
        }
        return cushion;
    }

    /// <summary>The largest notional that position and open orders can come to, with more resting on either side.</summary>
    private static decimal Committed(Holding holding, decimal moreBids, decimal moreAsks)
    {
        var position = holding.Position.Quantity * holding.Market.MarkPrice;
        var bids = Math.Abs(position + holding.BidNotional + moreBids);
        var asks = Math.Abs(position - holding.AskNotional - moreAsks);
        return Math.Max(Math.Abs(position), Math.Max(bids, asks));
    }

    private static decimal Solve(decimal quantity, decimal entry, decimal cushion, LeverageBracket bracket) =>
        (cushion + bracket.Cumulative - quantity * entry) / (Math.Abs(quantity) * bracket.MaintenanceRate - quantity);
}
