using Spark.Simulator.Markets;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Storage;

/// <summary>What a folder remembers of an exchange.</summary>
public sealed record SavedExchange(string Id, ulong Seed)
{
    public List<SavedAccount> Accounts { get; } = [];

    public List<SavedHolding> Holdings { get; } = [];

    public List<SavedOrder> Orders { get; } = [];

    public List<SavedAlgoOrder> AlgoOrders { get; } = [];

    public List<(string ApiKey, IncomeRow Row)> Incomes { get; } = [];

    public List<(string ApiKey, bool IsHedged, bool IsMultiAssets)> Modes { get; } = [];

    public List<(string ApiKey, string Symbol, bool IsIsolated, decimal Wallet)> Margins { get; } = [];

    public List<(string ApiKey, MarginChange Change)> MarginChanges { get; } = [];

    public List<SavedTrade> Trades { get; } = [];

    public List<(int Contract, PriceShock Shock)> Shocks { get; } = [];
}
