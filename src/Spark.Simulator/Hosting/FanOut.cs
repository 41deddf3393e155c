using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Hosting;

/// <summary>Two observers in the place of one.</summary>
internal sealed class FanOut(IExchangeObserver first, IExchangeObserver second) : IExchangeObserver
{
    public void Filled(UserTrade trade)
    {
        first.Filled(trade);
        second.Filled(trade);
    }

    public void AccountChanged(Holding holding, long time)
    {
        first.AccountChanged(holding, time);
        second.AccountChanged(holding, time);
    }

    public void OrderChanged(BookOrder order, ExecutionType type, UserTrade? trade)
    {
        first.OrderChanged(order, type, trade);
        second.OrderChanged(order, type, trade);
    }

    public void AlgoChanged(AlgoOrder order)
    {
        first.AlgoChanged(order);
        second.AlgoChanged(order);
    }

    public void LeverageChanged(Holding holding, long time)
    {
        first.LeverageChanged(holding, time);
        second.LeverageChanged(holding, time);
    }

    public void WalletChanged(Account account, IncomeRow row)
    {
        first.WalletChanged(account, row);
        second.WalletChanged(account, row);
    }

    public void ModeChanged(Account account, bool isMultiAssetsChange)
    {
        first.ModeChanged(account, isMultiAssetsChange);
        second.ModeChanged(account, isMultiAssetsChange);
    }

    public void MarginChanged(Holding holding, MarginChange? transfer, long time)
    {
        first.MarginChanged(holding, transfer, time);
        second.MarginChanged(holding, transfer, time);
    }

    public void MarginCalled(Account account, IReadOnlyList<Holding> positions)
    {
        first.MarginCalled(account, positions);
        second.MarginCalled(account, positions);
    }

    public void Traded(in MarketTrade trade)
    {
        first.Traded(trade);
        second.Traded(trade);
    }
}
