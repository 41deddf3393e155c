using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Wire;
using Spark.Domain.Markets;

namespace Spark.Binance.Rest;

public sealed partial class BinanceRestClient
{
    private const int LargestPage = 1000;

    /// <summary>Fills of a symbol from trade id <paramref name="fromId"/> on, oldest first; without it the last seven days.</summary>
    /// <param name="symbol">The contract.</param>
    /// <param name="fromId">First trade id wanted.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="limit">1 to 1000.</param>
    public Task<ExchangeResult<ImmutableArray<TradeReport>>> UserTradesAsync(Symbol symbol, long? fromId, CancellationToken ct, int limit = LargestPage) =>
        UserTradesAsync(symbol, fromId, HistorySpan.Recent, limit, ct);

    /// <summary>
    /// Every fill of a symbol from <paramref name="from"/> to <paramref name="to"/>, page by page, oldest first, none twice. The first page that can't
    /// be had is the last one given. The exchange keeps three months.
    /// </summary>
    public async IAsyncEnumerable<ExchangeResult<ImmutableArray<TradeReport>>> UserTradesBetweenAsync(
        Symbol symbol, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken ct)
    {
        long last = -1;
        foreach (var window in HistorySpan.Windows(from, to))
        {
            long? next = null;
            while (true)
            {
                var page = await UserTradesAsync(symbol, next, next is null ? window : HistorySpan.Recent, LargestPage, ct).ConfigureAwait(false);
                if (page is not ExchangeResult<ImmutableArray<TradeReport>>.Ok(var rows))
                {
                    yield return page;
                    yield break;
                }
                ImmutableArray<TradeReport> fresh = [.. rows.Where(t => t.TradeId > last && t.Time <= window.To)];
                if (!fresh.IsEmpty) yield return new ExchangeResult<ImmutableArray<TradeReport>>.Ok(fresh);
                if (!rows.IsEmpty) last = Math.Max(last, rows.Where(t => t.Time <= window.To).Select(t => t.TradeId).DefaultIfEmpty(last).Max());
                if (rows.Length < LargestPage || rows[^1].Time > window.To) break;
                next = rows[^1].TradeId + 1;
            }
        }
    }

    /// <summary>
    /// Money that came or went from <paramref name="from"/> to <paramref name="to"/>, page by page, oldest first. The first page that can't be had is
    /// the last one given. The exchange keeps three months; a page costs 30 of the request weight.
    /// </summary>
    /// <param name="from">First instant.</param>
    /// <param name="to">Last instant.</param>
    /// <param name="ct">Stops.</param>
    /// <param name="type">Such as FUNDING_FEE; null for all.</param>
    /// <param name="symbol">Null for all.</param>
    public async IAsyncEnumerable<ExchangeResult<ImmutableArray<IncomeReport>>> IncomeBetweenAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken ct, string? type = null, Symbol? symbol = null)
    {
        foreach (var window in HistorySpan.Windows(from, to))
        {
            for (var page = 1; ; page++)
            {
                var read = await IncomeAsync(window, ct, type, symbol, page).ConfigureAwait(false);
                if (read is not ExchangeResult<ImmutableArray<IncomeReport>>.Ok(var rows))
                {
                    yield return read;
                    yield break;
                }
                if (!rows.IsEmpty) yield return read;
                if (rows.Length < LargestPage) break;
            }
        }
    }

    /// <summary>One page of income, oldest first.</summary>
    /// <param name="span">Default: the last seven days.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="type">Such as FUNDING_FEE; null for all.</param>
    /// <param name="symbol">Null for all.</param>
    /// <param name="page">1 and up.</param>
    /// <param name="limit">Rows a page, 1 to 1000.</param>
    public Task<ExchangeResult<ImmutableArray<IncomeReport>>> IncomeAsync(
        HistorySpan span, CancellationToken ct, string? type = null, Symbol? symbol = null, int page = 1, int limit = LargestPage) => ReadRowsAsync(
            Call.Signed(HttpMethod.Get, "/fapi/v1/income", q =>
            {
                AddSymbol(q, symbol);
                if (type is not null) q.Add("incomeType", type);
                span.WriteTo(q);
                q.Add("page", page).Add("limit", limit);
            }, weight: 30),
            BinanceJson.Default.IReadOnlyListIncomeWire,
            ReportMap.Income,
            ct);

    private Task<ExchangeResult<ImmutableArray<TradeReport>>> UserTradesAsync(Symbol symbol, long? fromId, HistorySpan span, int limit, CancellationToken ct) =>
        ReadRowsAsync(
            Call.Signed(HttpMethod.Get, "/fapi/v1/userTrades", q =>
            {
                q.Add("symbol", symbol.Value).Add("limit", limit);
                if (fromId is { } id) q.Add("fromId", id);
                span.WriteTo(q);
            }, weight: 5),
            BinanceJson.Default.IReadOnlyListUserTradeWire,
            ReportMap.Fill,
            ct);
}
