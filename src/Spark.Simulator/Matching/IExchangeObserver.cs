using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Matching;

/// <summary>
/// Hears what the core does, in the order in which the exchange tells it. Arguments are live objects: take what is needed
/// before returning. House accounts are never reported.
/// </summary>
public interface IExchangeObserver
{
    /// <summary>TRADE_LITE: the quick word of a fill, before account and order have been reported.</summary>
    void Filled(UserTrade trade);

    /// <summary>ACCOUNT_UPDATE with reason ORDER.</summary>
    void AccountChanged(Holding holding, long time);

    /// <summary>ORDER_TRADE_UPDATE. <paramref name="trade"/> is set when <paramref name="type"/> is a trade.</summary>
    void OrderChanged(BookOrder order, ExecutionType type, UserTrade? trade);

    /// <summary>ALGO_UPDATE.</summary>
    void AlgoChanged(AlgoOrder order);

    /// <summary>ACCOUNT_CONFIG_UPDATE.</summary>
    void LeverageChanged(Holding holding, long time);

    /// <summary>ACCOUNT_UPDATE with another reason than ORDER: funding, transfers, insurance.</summary>
    void WalletChanged(Account account, IncomeRow row);

    /// <summary>ACCOUNT_CONFIG_UPDATE of the multi-assets mode; the position mode has no event.</summary>
    void ModeChanged(Account account, bool isMultiAssetsChange);

    /// <summary>ACCOUNT_UPDATE of a margin type that changed (<paramref name="transfer"/> is null) or of margin moved by hand.</summary>
    void MarginChanged(Holding holding, MarginChange? transfer, long time);

    /// <summary>
    /// MARGIN_CALL: the margin of <paramref name="positions"/> is nearly used up. They are all cross positions of the account, or
    /// one isolated one.
    /// </summary>
    void MarginCalled(Account account, IReadOnlyList<Holding> positions);

    /// <summary>A match on the public tape, house trades included.</summary>
    void Traded(in MarketTrade trade);
}
