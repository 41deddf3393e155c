using System.Globalization;
using Spark.Domain.Orders;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Tests.Matching;

/// <summary>Writes every event down as a line.</summary>
internal sealed class EventLog : IExchangeObserver
{
    public List<string> Lines { get; } = [];

    public List<MarketTrade> Tape { get; } = [];

    public List<UserTrade> Fills { get; } = [];

    /// <summary>Every order event as it was told.</summary>
    public List<(BookOrder Order, ExecutionType Type, OrderStatus Status, long FilledLots)> Changes { get; } = [];

    public void Filled(UserTrade trade)
    {
        Fills.Add(trade);
        Add($"{trade.Order.Account.Name} TRADE_LITE {trade.Quantity} @ {trade.Price}");
    }

    public void AccountChanged(Holding holding, long time) => Add($"{holding.Account.Name} ACCOUNT_UPDATE {holding.Position.Quantity}");

    public void OrderChanged(BookOrder order, ExecutionType type, UserTrade? trade)
    {
        Changes.Add((order, type, order.Status, order.FilledLots));
        Add($"{order.Account.Name} ORDER {type} {order.Status} {order.FilledQuantity}/{order.Quantity}{(order.ExpiryReason == 0 ? "" : $" er {(int)order.ExpiryReason}")}");
    }

    public void AlgoChanged(AlgoOrder order) => Add($"{order.Account.Name} ALGO {order.Status}{(order.RejectReason.Length == 0 ? "" : ": " + order.RejectReason)}");

    public void LeverageChanged(Holding holding, long time) => Add($"{holding.Account.Name} LEVERAGE {holding.Leverage}");

    public void WalletChanged(Account account, IncomeRow row) => Add($"{account.Name} {row.Type} {row.Amount}");

    public void ModeChanged(Account account, bool isMultiAssetsChange) => Add($"{account.Name} MODE");

    public void MarginChanged(Holding holding, MarginChange? transfer, long time) =>
        Add($"{holding.Account.Name} {(transfer is null ? "MARGIN_TYPE_CHANGE" : "MARGIN_TRANSFER")} {(holding.IsIsolated ? "isolated" : "cross")} {holding.IsolatedWallet}");

    public void MarginCalled(Account account, IReadOnlyList<Holding> positions) =>
        Add($"{account.Name} MARGIN_CALL {string.Join(' ', positions.Select(holding => holding.Market.Contract.Name))}");

    public void Traded(in MarketTrade trade) => Tape.Add(trade);

    private void Add(FormattableString line) => Lines.Add(line.ToString(CultureInfo.InvariantCulture));
}
