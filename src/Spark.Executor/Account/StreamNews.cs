using Spark.Binance.Streams;
using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Executor.Journal;

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
            case UserEvent.AccountUpdated account: AccountUpdated(turn, account); break;
            case UserEvent.LeverageChanged leverage: LeverageChanged(turn, leverage); break;
            case UserEvent.MultiAssetsChanged mode: ModeChanged(turn, mode); break;
            case UserEvent.MarginCall: Warn(turn, "MarginCall", "critical", "The exchange sent a margin call."); break;
        }
    }

    private static void OrderUpdated(Turn turn, UserEvent.OrderUpdated update)
    {
        OrderNews.Report(turn, update.Order, "stream");
        if (update.Fill is { } fill && OrderNews.Find(turn, update.Order) is { } order) FillNews.Streamed(turn, fill, order);
    }

    private static void AccountUpdated(Turn turn, UserEvent.AccountUpdated update)
    {
        var time = update.At.ToUnixTimeMilliseconds();
        foreach (var balance in update.Balances)
        {
            if (balance.Asset != MarginAsset) continue;
            if (Transfers.Contains(update.Reason) && balance.Change != 0 && time >= turn.State.Exchange.WalletTime)
            {
                turn.Record(new TransferSeen(balance.Change, update.Reason) { At = turn.Now, Actor = Actors.Exchange });
            }
            TakeWallet(turn, balance.WalletBalance, time);
        }
        foreach (var position in update.Positions) TakePosition(turn, new Position(position.Symbol, position.Quantity, position.EntryPrice), time);
        turn.Do(new Effect.Publish(HubEvents.Account, AccountViews.Account(turn.State, turn.Context.Quote)));
        Breakers.WatchDailyLoss(turn);
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
        if (time < exchange.PositionTimes.GetValueOrDefault(position.Symbol)) return;
        turn.State = turn.State with
        {
            Exchange = exchange with
            {
                Positions = position.IsFlat ? exchange.Positions.Remove(position.Symbol) : exchange.Positions.SetItem(position.Symbol, position),
                PositionTimes = exchange.PositionTimes.SetItem(position.Symbol, time),
                LiquidationPrices = exchange.LiquidationPrices.Remove(position.Symbol),
                AsOf = turn.Now,
                Source = "stream",
            },
        };
        FillNews.PositionKnown(turn, position.Symbol, time);
    }

    private static void LeverageChanged(Turn turn, UserEvent.LeverageChanged change) => turn.State = turn.State with
    {
        Exchange = turn.State.Exchange with { Leverage = turn.State.Exchange.Leverage.SetItem(change.Symbol, change.Leverage) },
    };

    private static void ModeChanged(Turn turn, UserEvent.MultiAssetsChanged change)
    {
        var mode = (turn.State.Exchange.Mode ?? default) with { MultiAssets = change.MultiAssets };
        turn.State = turn.State with { Exchange = turn.State.Exchange with { Mode = mode } };
        if (!mode.IsSupported) Warn(turn, "UnsupportedAccountMode", "critical", Guardrails.Policy.AccountModeText.Of(mode));
    }

    private static void Warn(Turn turn, string code, string severity, string message) =>
        turn.Do(new Effect.Alert(new AlertEvent(code, severity, message, turn.Now)));
}
