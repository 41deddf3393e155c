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
    /// <summary>The snapshot, or why there is none: a partial view is worse than none.</summary>
    public async Task<(AccountSnapshot? Snapshot, string? Why)> ReadAsync(IEnumerable<Symbol> activeSymbols, CancellationToken ct)
    {
        var startedAt = time.GetUtcNow();
        var readFrom = exchange.Clock.Now;
        var account = exchange.AccountAsync(ct);
        var positions = exchange.PositionsAsync(null, ct);
        var orders = exchange.OpenOrdersAsync(null, ct);
        var hedge = exchange.PositionModeAsync(ct);
        var multiAssets = exchange.MultiAssetsModeAsync(ct);
        var symbols = exchange.SymbolConfigAsync(null, ct);
        if (await account is not ExchangeResult<AccountReport>.Ok { Value: var balance }) return (null, Why(await account));
        if (await positions is not ExchangeResult<ImmutableArray<PositionReport>>.Ok { Value: var held }) return (null, Why(await positions));
        if (await orders is not ExchangeResult<ImmutableArray<OrderReport>>.Ok { Value: var open }) return (null, Why(await orders));
        if (await hedge is not ExchangeResult<bool>.Ok { Value: var isHedge }) return (null, Why(await hedge));
        if (await multiAssets is not ExchangeResult<bool>.Ok { Value: var isMultiAssets }) return (null, Why(await multiAssets));
        if (await symbols is not ExchangeResult<ImmutableArray<SymbolSettings>>.Ok { Value: var settings }) return (null, Why(await symbols));
        var active = activeSymbols.Concat(held.Select(position => position.Symbol)).Concat(open.Select(order => order.Symbol)).ToHashSet();
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
            Fills = await MissedFillsAsync(active, ct),
        }, null);
    }

    // From the last fill in the journal on; a symbol that never had one starts with what the exchange gives.
    private async Task<ImmutableArray<Fill>> MissedFillsAsync(HashSet<Symbol> active, CancellationToken ct)
    {
        var last = journal.LastTradeIds();
        var fills = ImmutableArray.CreateBuilder<Fill>();
        foreach (var symbol in active.Union(last.Keys))
        {
            long? from = last.TryGetValue(symbol, out var seen) ? seen + 1 : null;
            if (await exchange.UserTradesAsync(symbol, from, ct) is not ExchangeResult<ImmutableArray<TradeReport>>.Ok { Value: var trades }) continue;
            fills.AddRange(trades.Select(trade => FillNews.FillOf(trade, ForeignOrders.IdOf(trade.OrderId))));
        }
        return fills.ToImmutable();
    }

    private static string Why<T>(ExchangeResult<T> result) => result switch
    {
        ExchangeResult<T>.Refused refused => $"{refused.Error.Code} {refused.Error.Message}",
        ExchangeResult<T>.Unreachable unreachable => unreachable.Why,
        _ => "",
    };
}
