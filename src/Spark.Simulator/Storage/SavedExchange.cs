using Spark.Simulator.Markets;

namespace Spark.Simulator.Storage;

/// <summary>What a folder remembers of an exchange.</summary>
public sealed record SavedExchange(string Id, ulong Seed)
{
    public List<SavedAccount> Accounts { get; } = [];

    public List<SavedHolding> Holdings { get; } = [];

    public List<SavedOrder> Orders { get; } = [];

    public List<SavedAlgoOrder> AlgoOrders { get; } = [];

    public List<SavedTrade> Trades { get; } = [];

    public List<(int Contract, PriceShock Shock)> Shocks { get; } = [];
}
