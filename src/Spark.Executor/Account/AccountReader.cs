using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;

namespace Spark.Executor.Account;

/// <summary>Reads the exchange's whole view of the account over REST. Called when the user stream is already buffering.</summary>
internal sealed class AccountReader(BinanceRestClient exchange, IJournal journal, TimeProvider time)
{
    private const int TradesInOneRead = 1_000;

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
        var (fills, fault) = await MissedFillsAsync(view.Ledger.Positions, active, ct);
        if (fault is not null) return (null, fault);
        return (new AccountSnapshot
        {
            StartedAt = startedAt,
            ReadFrom = readFrom,
            WalletBalance = balance.WalletBalance,
            Positions = [.. held.Select(position => new Position(position.Symbol, position.Quantity, position.EntryPrice))],
            Leverage = settings.ToImmutableDictionary(one => one.Symbol, one => one.Leverage),
            LiquidationPrices = held.Where(position => position.LiquidationPrice is not null)
                .ToImmutableDictionary(position => position.Symbol, position => position.LiquidationPrice!.Value),
            Mode = new AccountMode(isHedge, isMultiAssets),
            OpenOrders = open,
            OpenAlgoOrders = waiting,
            Incomes = await incomes,
            FoundOrders = await FoundAsync(view, ct),
            FoundAlgoOrders = await FoundAlgosAsync(view, ct),
            Fills = fills,
        }, null);
    }

    // From the last fill that a reconciliation agreed on, else the last in the journal; a symbol that never had one starts with what the
    // exchange gives. All or nothing: a later fill would hide the gap for ever.
    private async Task<(ImmutableArray<Fill> Fills, string? Fault)> MissedFillsAsync(PositionBook book, HashSet<Symbol> active, CancellationToken ct)
    {
        var last = journal.LastTradeIds();
        var fills = ImmutableArray.CreateBuilder<Fill>();
        foreach (var symbol in active.Union(last.Keys))
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
    // since a page costs 30 of 2,400 a minute and an account that reconnects often must stay readable. An exchange without that list is
    // no reason to know nothing of the account.
    private async Task<ImmutableArray<IncomeReport>> IncomesAsync(AccountState view, bool afterOutage, CancellationToken ct)
    {
        if (view.Ledger.Day is not { OpeningBalance: not null, OpenedAt: var openedAt }) return [];
        var span = new HistorySpan(DateTimeOffset.FromUnixTimeMilliseconds(openedAt), null);
        var ordinary = exchange.IncomeAsync(span, ct, Transfers.Ordinary);
        var everything = afterOutage ? exchange.IncomeAsync(span, ct) : ordinary;
        return [.. Read(await ordinary), .. afterOutage ? Read(await everything) : []];

        static ImmutableArray<IncomeReport> Read(ExchangeResult<ImmutableArray<IncomeReport>> read) =>
            read is ExchangeResult<ImmutableArray<IncomeReport>>.Ok { Value: var incomes } ? incomes : [];
    }

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
