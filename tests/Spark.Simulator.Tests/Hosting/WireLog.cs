using System.Text;
using Spark.Simulator.Hosting.Rest;
using Spark.Simulator.Hosting.Streams;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Tests.Hosting;

/// <summary>Writes every event and every public trade down as its frame.</summary>
internal sealed class WireLog(List<string> lines, FeeSchedule fees) : IExchangeObserver
{
    public void Filled(UserTrade trade) => Add(trade.Order.Account, UserEventJson.TradeLite(trade, trade.Time));

    public void AccountChanged(Holding holding, long time) => Add(holding.Account, UserEventJson.AccountUpdate("ORDER", holding, AccountJson.BreakEven(holding, fees), time, time));

    public void OrderChanged(BookOrder order, ExecutionType type, UserTrade? trade) => Add(order.Account, UserEventJson.OrderUpdate(order, type, trade, order.UpdateTime));

    public void AlgoChanged(AlgoOrder order) => Add(order.Account, AlgoEventJson.Update(order, order.UpdateTime));

    public void LeverageChanged(Holding holding, long time) => Add(holding.Account, UserEventJson.LeverageUpdate(holding, time, time));

    public void WalletChanged(Account account, IncomeRow row) => Add(account, UserEventJson.WalletUpdate(account, row, null, row.Time, row.Time));

    public void ModeChanged(Account account, bool isMultiAssetsChange) => Add(account, UserEventJson.ModeUpdate(account, 0, 0));

    public void MarginChanged(Holding holding, MarginChange? transfer, long time) =>
        Add(holding.Account, UserEventJson.AccountUpdate(transfer is null ? "MARGIN_TYPE_CHANGE" : "MARGIN_TRANSFER", holding, AccountJson.BreakEven(holding, fees), time, time));

    public void MarginCalled(Account account, IReadOnlyList<Holding> positions) => Add(account, UserEventJson.MarginCall(account, positions, 0));

    public void Traded(in MarketTrade trade) => lines.Add(Encoding.UTF8.GetString(MarketEventJson.Trade(trade, trade.Time)));

    private void Add(Account account, byte[] frame) => lines.Add($"{account.Name} <- {Encoding.UTF8.GetString(frame)}");
}
