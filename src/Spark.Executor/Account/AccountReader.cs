using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Journal;

namespace Spark.Executor.Account;

/// <summary>Reads the exchange's whole view of the account over REST. Called when the user stream is already buffering.</summary>
internal sealed class AccountReader(BinanceRestClient exchange, IJournal journal, TimeProvider time)
{
    private const int TradesInOneRead = 1_000;

    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(5);

    /// <summary>The snapshot, or why there is none: a partial view is worse than none.</summary>
    /// <param name="view">What is known so far.</param>
    /// <param name="afterOutage">Whether the stream was down: every kind of transfer is asked for, and not only the ordinary one.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<(AccountSnapshot? Snapshot, string? Why)> ReadAsync(AccountState view, bool afterOutage, CancellationToken ct)
    {
        var startedAt = time.GetUtcNow();
        var readFrom = exchange.Clock.Earliest();
        var account = exchange.AccountAsync(ct);
        var positions = exchange.PositionsAsync(null, ct);
        var orders = exchange.OpenOrdersAsync(null, ct);
        var algos = exchange.OpenAlgoOrdersAsync(null, ct);
        var incomes = IncomesAsync(view, afterOutage, ct);
        var hedge = exchange.PositionModeAsync(ct);
        var multiAssets = exchange.MultiAssetsModeAsync(ct);
        var symbols = exchange.SymbolConfigAsync(null, ct);
        if (await account is not ExchangeResult<AccountReport>.Ok { Value: var balance }) return (null, Why(await account));
        if (await positions is not ExchangeResult<ImmutableArray<PositionReport>>.Ok { Value: var held }) return (null, Why(await positions));
        if (await orders is not ExchangeResult<ImmutableArray<OrderReport>>.Ok { Value: var open }) return (null, Why(await orders));
        if (await algos is not ExchangeResult<ImmutableArray<AlgoOrderReport>>.Ok { Value: var waiting }) return (null, Why(await algos));
        if (await hedge is not ExchangeResult<bool>.Ok { Value: var isHedge }) return (null, Why(await hedge));
        if (await multiAssets is not ExchangeResult<bool>.Ok { Value: var isMultiAssets }) return (null, Why(await multiAssets));
        if (await symbols is not ExchangeResult<ImmutableArray<SymbolSettings>>.Ok { Value: var settings }) return (null, Why(await symbols));
        var active = WorkingOrders.SymbolsOf(view).Concat(held.Select(position => position.Symbol)).Concat(open.Select(order => order.Symbol)).Concat(waiting.Select(order => order.Symbol)).ToHashSet();
        var (fills, fault) = await MissedFillsAsync(view, active, afterOutage, ct);
        if (fault is not null) return (null, fault);
        if (await incomes is not ExchangeResult<ImmutableArray<IncomeReport>>.Ok { Value: var moved }) return (null, Why(await incomes));
        return (new AccountSnapshot
        {
            StartedAt = startedAt,
            ReadFrom = readFrom,
            WalletBalance = balance.WalletBalance,
            Positions = NetOf(held),
            Leverage = settings.ToImmutableDictionary(one => one.Symbol, one => one.Leverage),
            LiquidationPrices = held.Where(position => position.LiquidationPrice is not null)
                .GroupBy(position => position.Symbol).Where(legs => legs.Count() == 1).ToImmutableDictionary(legs => legs.Key, legs => legs.Single().LiquidationPrice!.Value),
            Mode = new AccountMode(isHedge, isMultiAssets),
            OpenOrders = open,
            OpenAlgoOrders = waiting,
            Incomes = moved,
            FoundOrders = await FoundAsync(view, ct),
            FoundAlgoOrders = await FoundAlgosAsync(view, ct),
            Fills = fills,
        }, null);
    }

    // Spark trades one-way accounts. Of one in hedge mode it shows what both legs come to, with the entry at which that is worth as much.
    private static ImmutableArray<Position> NetOf(ImmutableArray<PositionReport> held) =>
    [
        .. held.GroupBy(position => position.Symbol).Select(legs => (Symbol: legs.Key, Quantity: legs.Sum(leg => leg.Quantity), Cost: legs.Sum(leg => leg.Quantity * leg.EntryPrice), Only: legs.First(), Count: legs.Count()))
            .Select(net => net.Count == 1 ? new Position(net.Symbol, net.Quantity, net.Only.EntryPrice) : new Position(net.Symbol, net.Quantity, net.Quantity == 0 ? 0 : net.Cost / net.Quantity)),
    ];

    // From the last fill that a reconciliation agreed on, else the last in the journal; a symbol that never had one starts with what the
    // exchange gives. All or nothing: a later fill would hide the gap for ever.
    private async Task<(ImmutableArray<Fill> Fills, string? Fault)> MissedFillsAsync(AccountState view, HashSet<Symbol> active, bool afterOutage, CancellationToken ct)
    {
        var book = view.Ledger.Positions;
        var last = journal.LastTradeIds();
        var fills = ImmutableArray.CreateBuilder<Fill>();
        foreach (var symbol in afterOutage || !view.Reconciled ? active.Union(last.Keys) : active.Union(TouchedLately(view)))
        {
            long? from = book.ReadOnFrom(symbol, last.TryGetValue(symbol, out var seen) ? seen : null);
            while (true)
            {
                var read = await exchange.UserTradesAsync(symbol, from, ct, TradesInOneRead);
                if (read is not ExchangeResult<ImmutableArray<TradeReport>>.Ok { Value: var trades }) return ([], Why(read));
                fills.AddRange(trades.Select(trade => FillNews.FillOf(trade, ForeignOrders.IdOf(trade.OrderId))));
                if (trades.Length < TradesInOneRead) break;
                from = trades[^1].TradeId + 1;
            }
        }
        return (fills.ToImmutable(), null);
    }

    // Each symbol costs a call, and an account comes to have traded many: without an outage only those are read in which a fill may have been missed.
    private IEnumerable<Symbol> TouchedLately(AccountState view) =>
        view.Ledger.Positions.Held.Values.Where(held => held.Quantity != 0).Select(held => held.Symbol)
            .Concat(view.Ledger.Positions.Since.Keys)
            .Concat(view.Suspects)
            .Concat(view.Ledger.Closed.Values.Where(order => time.GetUtcNow() - order.UpdatedAt < Lately).Select(order => order.Intent.Symbol));

    private async Task<ImmutableArray<OrderReport>> FoundAsync(AccountState view, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<OrderReport>();
        foreach (var order in view.Ledger.Open.Values.Where(order => order is { State: OrderState.Unknown, IsInAlgoService: false }))
        {
            var read = await exchange.OrderAsync(order.Intent.Symbol, OrderKey.Of(order.Intent.ClientOrderId), ct);
            if (read is ExchangeResult<OrderReport>.Ok { Value: var report }) found.Add(report);
        }
        return found.ToImmutable();
    }

    // Ordinary transfers by their type, so that fees of a busy day don't fill the page; the rare other types from a page of everything,
    // since a page costs 30 of 2,400 a minute and an account that reconnects often must stay readable.
    private async Task<ExchangeResult<ImmutableArray<IncomeReport>>> IncomesAsync(AccountState view, bool afterOutage, CancellationToken ct)
    {
        if (view.Ledger.Day is not { OpeningBalance: not null, OpenedAt: var openedAt }) return Listed([]);
        var span = new HistorySpan(DateTimeOffset.FromUnixTimeMilliseconds(openedAt), null);
        var everything = afterOutage ? exchange.IncomeAsync(span, ct) : null;
        var ordinary = Known(await exchange.IncomeAsync(span, ct, Transfers.Ordinary));
        if (everything is null || ordinary is not ExchangeResult<ImmutableArray<IncomeReport>>.Ok { Value: var first }) return ordinary;
        return Known(await everything) is ExchangeResult<ImmutableArray<IncomeReport>>.Ok { Value: var all } ? Listed([.. first, .. all]) : await everything;
    }

    // An exchange without that list is no reason to know nothing of the account. Any other failure is: a transfer that nobody tells of looks
    // like profit or loss, and a loss may close everything.
    private static ExchangeResult<ImmutableArray<IncomeReport>> Known(ExchangeResult<ImmutableArray<IncomeReport>> read) =>
        read is ExchangeResult<ImmutableArray<IncomeReport>>.Refused { Error.HttpStatus: StatusCodes.Status404NotFound } ? Listed([]) : read;

    private static ExchangeResult<ImmutableArray<IncomeReport>> Listed(ImmutableArray<IncomeReport> incomes) => new ExchangeResult<ImmutableArray<IncomeReport>>.Ok(incomes);

    private async Task<ImmutableArray<AlgoOrderReport>> FoundAlgosAsync(AccountState view, CancellationToken ct)
    {
        var found = ImmutableArray.CreateBuilder<AlgoOrderReport>();
        foreach (var order in view.Ledger.Open.Values.Where(order => order is { State: OrderState.Unknown, IsInAlgoService: true }))
        {
            var read = await exchange.AlgoOrderAsync(AlgoOrderKey.Of(order.Intent.ClientOrderId), ct);
            if (read is ExchangeResult<AlgoOrderReport>.Ok { Value: var report }) found.Add(report);
        }
        return found.ToImmutable();
    }

    private static string Why<T>(ExchangeResult<T> result) => result switch
    {
        ExchangeResult<T>.Refused refused => $"{refused.Error.Code} {refused.Error.Message}",
        ExchangeResult<T>.Unreachable unreachable => unreachable.Why,
        _ => "",
    };
}
