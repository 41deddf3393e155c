using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Matching;

/// <summary>A USDT wallet with its positions, orders and trades; margin is crossed unless a contract is set to isolated. Written by the core only.</summary>
public sealed class Account
{
    private readonly Dictionary<string, BookOrder> _ordersByClientId = new(StringComparer.Ordinal);

    internal Account(int id, string name, decimal wallet, bool isHouse, IReadOnlyList<Market> markets)
    {
        Id = id;
        Name = name;
        Wallet = wallet;
        IsHouse = isHouse;
        var holdings = new Holding[markets.Count];
        for (var i = 0; i < holdings.Length; i++) holdings[i] = new Holding(this, markets[i]);
        Holdings = holdings;
    }

    public int Id { get; }

    /// <summary>The API key.</summary>
    public string Name { get; }

    /// <summary>Of the exchange itself: makes markets, pays no fees, needs no margin, hears no events.</summary>
    public bool IsHouse { get; }

    /// <summary>USDT: start + realised − commissions.</summary>
    public decimal Wallet { get; internal set; }

    /// <summary>How many contracts are set to isolated margin.</summary>
    public int IsolatedContracts { get; internal set; }

    /// <summary>What of the wallet isolated positions hold, USDT.</summary>
    public decimal IsolatedBalance { get; internal set; }

    /// <summary>What of the wallet cross positions and orders stand on, USDT.</summary>
    public decimal CrossWallet => Wallet - IsolatedBalance;

    /// <summary>Whether the margin call of the cross positions has been told.</summary>
    internal bool IsMarginCalled { get; set; }

    /// <summary>Last change of the wallet, ms UTC.</summary>
    public long UpdateTime { get; internal set; }

    /// <summary>One per contract, by <see cref="Contract.Index"/>.</summary>
    public IReadOnlyList<Holding> Holdings { get; }

    /// <summary>Every order that the exchange still remembers, by contract and id.</summary>
    public Dictionary<(int Contract, long Id), BookOrder> Orders { get; } = [];

    /// <summary>Every conditional order that the exchange still remembers, by id.</summary>
    public Dictionary<long, AlgoOrder> AlgoOrders { get; } = [];

    /// <summary>Per client algo id the newest conditional order that used it.</summary>
    public Dictionary<string, AlgoOrder> AlgoOrdersByClientId { get; } = new(StringComparer.Ordinal);

    /// <summary>Oldest first.</summary>
    public List<UserTrade> Trades { get; } = [];

    /// <summary>What moved the wallet apart from trades, oldest first.</summary>
    public List<IncomeRow> Incomes { get; } = [];

    /// <summary>What was moved into and out of isolated positions by hand, oldest first.</summary>
    public List<MarginChange> MarginChanges { get; } = [];

    /// <summary>Holdings with a position or an open order.</summary>
    public List<Holding> Active { get; } = [];

    /// <summary>Hedge mode: readable, and no order can be placed in it.</summary>
    public bool IsHedged { get; internal set; }

    /// <summary>Multi-assets mode: readable; USDT is the only asset, so that margins are the same.</summary>
    public bool IsMultiAssets { get; internal set; }

    /// <summary>The newest order under a client order id; null when there is none.</summary>
    public BookOrder? FindOrder(string clientOrderId)
    {
        if (_ordersByClientId.TryGetValue(clientOrderId, out var given)) return given;
        return ExchangeMadeId.TryRead(clientOrderId, out var contract, out var id) && Orders.TryGetValue((contract, id), out var made) && !made.HasGivenId
            ? made
            : null;
    }

    public Holding In(Market market) => Holdings[market.Contract.Index];

    internal void Remember(BookOrder order)
    {
        Orders[(order.Market.Contract.Index, order.Id)] = order;
        if (order.HasGivenId) _ordersByClientId[order.ClientOrderId] = order;
    }

    internal void Remember(AlgoOrder order)
    {
        AlgoOrders[order.Id] = order;
        AlgoOrdersByClientId[order.ClientAlgoId] = order;
    }
}
