using System.Collections.Immutable;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;

namespace Spark.Executor.Account;

/// <summary>
/// Takes in the exchange's whole view of the account: what is missing is fetched, what is foreign is adopted, what has gone is looked
/// up. Starting and recovering from a lost stream are this one path.
/// </summary>
internal static class Reconciliation
{
    private const int MostPriceQueries = 3;

    public static void Apply(Turn turn, AccountMessage.Snapshot message)
    {
        var snapshot = message.Value;
        var before = turn.Ledger.Open;
        var toldByStream = TakeAccount(turn, snapshot);
        foreach (var report in snapshot.OpenOrders) OrderNews.Report(turn, report, "query");
        foreach (var report in snapshot.FoundOrders) OrderNews.Report(turn, report, "query");
        foreach (var report in snapshot.OpenAlgoOrders.Concat(snapshot.FoundAlgoOrders)) AlgoNews.Report(turn, report, "query");
        var adopted = turn.Ledger.Open.Keys.Count(id => !before.ContainsKey(id));
        var lookedUp = LookUpTheMissing(turn, before, snapshot) + LookUpThePriceless(turn);
        var fills = snapshot.Fills.Count(fill => Fetched(turn, fill));
        FillNews.AllBooked(turn, snapshot.StartedAt, toldByStream);
        NoteTear(turn, snapshot);
        turn.State = turn.State with { Reconciled = true };
        var held = PositionCheck.Compare(turn, snapshot);
        turn.Record(new Reconciled(message.Why, snapshot.OpenOrders.Length + snapshot.OpenAlgoOrders.Length, snapshot.Positions.Length, adopted, lookedUp, fills)
        {
            At = turn.Now,
            Actor = Actors.Spark,
            ReadFrom = held is null ? 0 : snapshot.ReadFrom,
            Held = held,
        });
        Transfers.Listed(turn, snapshot.Incomes);
        Clockwork.OpenDay(turn);
        Breakers.WatchDailyLoss(turn);
    }

    // Older news never overwrites newer: what the stream told while the exchange was being read stays. Gives the symbols of which it did.
    private static HashSet<Symbol> TakeAccount(Turn turn, AccountSnapshot snapshot)
    {
        var exchange = turn.State.Exchange;
        var newer = exchange.PositionTimes.Where(pair => pair.Value > snapshot.ReadFrom).ToImmutableDictionary();
        var read = snapshot.Positions.Where(position => !position.IsFlat && !newer.ContainsKey(position.Symbol));
        var told = exchange.Positions.Values.Where(position => newer.ContainsKey(position.Symbol));
        var walletIsNewer = exchange.WalletTime > snapshot.ReadFrom;
        turn.State = turn.State with
        {
            Exchange = new ExchangeAccount
            {
                WalletBalance = walletIsNewer ? exchange.WalletBalance : snapshot.WalletBalance,
                WalletTime = walletIsNewer ? exchange.WalletTime : snapshot.ReadFrom,
                Positions = read.Concat(told).ToImmutableDictionary(position => position.Symbol),
                ReadFrom = snapshot.ReadFrom,
                PositionTimes = newer,
                Leverage = snapshot.Leverage,
                LiquidationPrices = snapshot.LiquidationPrices.RemoveRange(newer.Keys),
                Mode = snapshot.Mode,
                AsOf = turn.Now,
                Source = "rest",
            },
        };
        return [.. newer.Keys];
    }

    // The wallet and the positions are two answers: a fill between them is in one only, unless the stream has told of both since.
    private static void NoteTear(Turn turn, AccountSnapshot snapshot)
    {
        var torn = snapshot.Fills.Where(fill => turn.State.Exchange.PositionTimes.GetValueOrDefault(fill.Symbol) < fill.Time.ToUnixTimeMilliseconds())
            .Select(fill => fill.Time.ToUnixTimeMilliseconds()).Where(time => time >= snapshot.ReadFrom).DefaultIfEmpty().Max();
        turn.State = turn.State with { TornUntil = torn == 0 ? 0 : Math.Max(torn, snapshot.ReadFrom + 1) };
    }

    // An order that the ledger holds open and the exchange's list lacks has closed meanwhile, or was never there.
    private static int LookUpTheMissing(Turn turn, ImmutableDictionary<ClientOrderId, Order> before, AccountSnapshot snapshot)
    {
        var listed = snapshot.OpenOrders.Select(order => new ExchangeOrderId(order.Symbol, order.OrderId, Algo: false))
            .Concat(snapshot.OpenAlgoOrders.Select(order => new ExchangeOrderId(order.Symbol, order.AlgoId, Algo: true))).ToHashSet();
        var count = 0;
        foreach (var (id, order) in before)
        {
            if (LedgerFold.KeysOf(order).Any(listed.Contains)) continue;
            if (turn.Ledger.Open.GetValueOrDefault(id) is not { State: OrderState.Working or OrderState.Unknown }) continue;
            if (OrderNews.LookUp(turn, turn.Ledger.Open[id], TimeSpan.Zero)) count++;
        }
        return count;
    }

    // An answer told that they filled, and the event that would have told at what price was missed. An exchange that answers 0 has no
    // better answer a minute later.
    private static int LookUpThePriceless(Turn turn)
    {
        var asked = turn.State.PriceQueries;
        var priceless = turn.Ledger.Closed.Values.Where(order => order.State.Filled > 0 && order.AveragePrice is null).ToArray();
        var again = priceless.Where(order => asked.GetValueOrDefault(order.Intent.ClientOrderId) < MostPriceQueries).ToArray();
        turn.State = turn.State with { PriceQueries = priceless.ToImmutableDictionary(order => order.Intent.ClientOrderId, order => asked.GetValueOrDefault(order.Intent.ClientOrderId) + (again.Contains(order) ? 1 : 0)) };
        return again.Count(order => OrderNews.LookUp(turn, order, TimeSpan.Zero));
    }

    private static bool Fetched(Turn turn, Fill fill)
    {
        if (turn.State.Trades.Contains(fill.Symbol, fill.TradeId)) return false;
        var known = turn.Ledger.Find(fill.Symbol, fill.OrderId);
        FillNews.Record(turn, known is null ? fill : fill with { ClientOrderId = known.Intent.ClientOrderId });
        return true;
    }
}
