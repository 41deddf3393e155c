using Spark.Binance.Streams.User;
using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Executor.Journal;
using Spark.Executor.Notifications;

namespace Spark.Executor.Account;

/// <summary>What the user stream tells.</summary>
internal static class StreamNews
{
    private const string MarginAsset = "USDT";

    // Reasons of balance changes that move money into or out of the account.
    private static readonly string[] Transfers =
    [
        "DEPOSIT", "WITHDRAW", "WITHDRAW_REJECT", "ADMIN_DEPOSIT", "ADMIN_WITHDRAW", "MARGIN_TRANSFER", "ASSET_TRANSFER",
        "COIN_SWAP_DEPOSIT", "COIN_SWAP_WITHDRAW", "AUTO_EXCHANGE",
    ];

    public static void Handle(Turn turn, UserEvent happened)
    {
        switch (happened)
        {
            case UserEvent.OrderUpdated order: OrderUpdated(turn, order); break;
            case UserEvent.AlgoUpdated algo: AlgoNews.Report(turn, algo.Order, "stream"); break;
            case UserEvent.AccountUpdated account: AccountUpdated(turn, account); break;
            case UserEvent.ConfigChanged config: ConfigChanged(turn, config); break;
            case UserEvent.MarginCall: turn.Do(new Effect.Alert(Alerts.MarginCall(turn.Now))); break;
        }
    }

    private static void OrderUpdated(Turn turn, UserEvent.OrderUpdated update)
    {
        OrderNews.Report(turn, update.Order, "stream");
        if (update.Fill is { } fill) FillNews.Streamed(turn, fill, OrderNews.Find(turn, update.Order)?.Intent.ClientOrderId ?? ForeignOrders.IdOf(fill.OrderId));
    }

    private static void AccountUpdated(Turn turn, UserEvent.AccountUpdated update)
    {
        var time = update.TransactionTime.ToUnixTimeMilliseconds();
        foreach (var balance in update.Balances)
        {
            if (balance.Asset != MarginAsset) continue;
            if (Transfers.Contains(update.Reason) && balance.Change != 0) Transferred(turn, time, balance.Change, update.Reason);
            TakeWallet(turn, balance.WalletBalance, time);
        }
        foreach (var position in update.Positions.Where(IsOneWay)) TakePosition(turn, new Position(position.Symbol, position.Quantity, position.EntryPrice), time);
        // One leg of a hedge tells nothing of the other.
        if (!update.Positions.All(IsOneWay)) turn.Do(new Effect.Reconcile("the account is in hedge mode"));
        turn.Do(new Effect.Publish(HubEvents.Account, AccountViews.Account(turn.State, turn.Context.Quote)));
        Breakers.WatchDailyLoss(turn);
        if (update.IsPartial) turn.Do(new Effect.Reconcile("a position could not be read"));
    }

    private static bool IsOneWay(Binance.Reports.PositionUpdate position) => position.PositionSide == "BOTH";

    // The opening balance holds every transfer until it was read.
    private static void Transferred(Turn turn, long time, decimal amount, string reason)
    {
        if (turn.Ledger.Day is not { OpeningBalance: not null } day || time <= day.OpenedAt || day.HasTold(time, amount, reason)) return;
        if (day.Untold(time, amount) is { } listed) turn.Record(new TransferConfirmed(amount, listed.Time, reason, null) { At = turn.Now, Actor = Actors.Exchange });
        else turn.Record(new TransferSeen(amount, reason) { At = turn.Now, Actor = Actors.Exchange, Time = time });
    }

    private static void TakeWallet(Turn turn, decimal balance, long time)
    {
        if (time < turn.State.Exchange.WalletTime) return;
        turn.State = turn.State with
        {
            Exchange = turn.State.Exchange with { WalletBalance = balance, WalletTime = time, AsOf = turn.Now, Source = "stream" },
        };
    }

    private static void TakePosition(Turn turn, Position position, long time)
    {
        var exchange = turn.State.Exchange;
        if (time < exchange.PositionTimeOf(position.Symbol)) return;
        var step = exchange.PositionSteps.GetValueOrDefault(position.Symbol);
        var moved = position.Quantity - exchange.PositionIn(position.Symbol).Quantity;
        turn.State = turn.State with
        {
            Exchange = exchange with
            {
                Positions = position.IsFlat ? exchange.Positions.Remove(position.Symbol) : exchange.Positions.SetItem(position.Symbol, position),
                PositionTimes = exchange.PositionTimes.SetItem(position.Symbol, time),
                PositionSteps = exchange.PositionSteps.SetItem(position.Symbol, new PositionStep(time, step.Time == time ? step.Room + moved : moved)),
                LiquidationPrices = exchange.LiquidationPrices.Remove(position.Symbol),
                AsOf = turn.Now,
                Source = "stream",
            },
        };
        FillNews.PositionKnown(turn, position.Symbol);
    }

    private static void ConfigChanged(Turn turn, UserEvent.ConfigChanged change)
    {
        var exchange = turn.State.Exchange;
        if (change is { Symbol: { } symbol, Leverage: { } leverage }) exchange = exchange with { Leverage = exchange.Leverage.SetItem(symbol, leverage) };
        if (change.MultiAssets is { } multiAssets) exchange = exchange with { Mode = (exchange.Mode ?? default) with { MultiAssets = multiAssets } };
        turn.State = turn.State with { Exchange = exchange };
        if (exchange.Mode is { IsSupported: false } mode) turn.Do(new Effect.Alert(Alerts.UnsupportedAccountMode(mode, turn.Now)));
    }
}
