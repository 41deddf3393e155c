using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Matching;

/// <summary>Hears nothing.</summary>
internal sealed class SilentObserver : IExchangeObserver
{
    public static readonly SilentObserver Instance = new();

    public void Filled(UserTrade trade)
    {
    }

    public void AccountChanged(Holding holding, long time)
    {
    }

    public void OrderChanged(BookOrder order, ExecutionType type, UserTrade? trade)
    {
    }

    public void AlgoChanged(AlgoOrder order)
    {
    }

    public void LeverageChanged(Holding holding, long time)
    {
    }

    public void WalletChanged(Account account, IncomeRow row)
    {
    }

    public void ModeChanged(Account account, bool isMultiAssetsChange)
    {
    }

    public void MarginChanged(Holding holding, MarginChange? transfer, long time)
    {
    }

    public void MarginCalled(Account account, IReadOnlyList<Holding> positions)
    {
    }

    public void Traded(in MarketTrade trade)
    {
    }
}
