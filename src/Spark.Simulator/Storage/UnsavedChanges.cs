using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Settlement;
using Spark.Simulator.Markets;

namespace Spark.Simulator.Storage;

/// <summary>What has changed since the last commit.</summary>
public sealed class UnsavedChanges : IExchangeObserver
{
    public HashSet<BookOrder> Orders { get; } = [];

    public HashSet<AlgoOrder> AlgoOrders { get; } = [];

    public List<UserTrade> Trades { get; } = [];

    public List<(Account Account, IncomeRow Row)> Incomes { get; } = [];

    /// <summary>Accounts whose wallet or modes changed apart from trades.</summary>
    public HashSet<Account> Accounts { get; } = [];

    public HashSet<Holding> Holdings { get; } = [];

    /// <summary>Holdings whose margin type or isolated wallet changed.</summary>
    public HashSet<Holding> Margins { get; } = [];

    public List<(Account Account, MarginChange Change)> MarginChanges { get; } = [];

    public List<(Account Account, string ApiSecret)> NewAccounts { get; } = [];

    public List<(int Contract, PriceShock Shock)> Shocks { get; } = [];

    public bool Any => Orders.Count + AlgoOrders.Count + Trades.Count + Holdings.Count + NewAccounts.Count + Incomes.Count + Accounts.Count + Shocks.Count + Margins.Count > 0;

    /// <summary>Adds what another list holds.</summary>
    public void Take(UnsavedChanges other)
    {
        Orders.UnionWith(other.Orders);
        AlgoOrders.UnionWith(other.AlgoOrders);
        Trades.AddRange(other.Trades);
        Holdings.UnionWith(other.Holdings);
        Margins.UnionWith(other.Margins);
        MarginChanges.AddRange(other.MarginChanges);
        Incomes.AddRange(other.Incomes);
        Accounts.UnionWith(other.Accounts);
    }

    public void Clear()
    {
        Orders.Clear();
        AlgoOrders.Clear();
        Trades.Clear();
        Holdings.Clear();
        Margins.Clear();
        MarginChanges.Clear();
        Incomes.Clear();
        Accounts.Clear();
        NewAccounts.Clear();
        Shocks.Clear();
    }

    public void Filled(UserTrade trade) => Trades.Add(trade);

    public void AccountChanged(Holding holding, long time)
    {
        Holdings.Add(holding);
        if (holding.IsIsolated) Margins.Add(holding);
    }

    public void OrderChanged(BookOrder order, ExecutionType type, UserTrade? trade) => Orders.Add(order);

    public void AlgoChanged(AlgoOrder order) => AlgoOrders.Add(order);

    public void LeverageChanged(Holding holding, long time) => Holdings.Add(holding);

    public void WalletChanged(Account account, IncomeRow row)
    {
        Incomes.Add((account, row));
        Accounts.Add(account);
        if (account.IsolatedContracts > 0) Margins.UnionWith(account.Active.Where(holding => holding.IsIsolated));
    }

    public void ModeChanged(Account account, bool isMultiAssetsChange) => Accounts.Add(account);

    public void MarginChanged(Holding holding, MarginChange? transfer, long time)
    {
        Margins.Add(holding);
        if (transfer is not null) MarginChanges.Add((holding.Account, transfer));
    }

    public void MarginCalled(Account account, IReadOnlyList<Holding> positions)
    {
    }

    public void Traded(in MarketTrade trade)
    {
    }
}
