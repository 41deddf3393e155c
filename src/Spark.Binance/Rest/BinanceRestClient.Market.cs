using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Wire;
using Spark.Domain.Markets;

namespace Spark.Binance.Rest;

public sealed partial class BinanceRestClient
{
    /// <summary>Whether the exchange answers at all.</summary>
    public Task<ExchangeResult<Done>> PingAsync(CancellationToken ct) =>
        ReadAsync(Call.Public("/fapi/v1/ping"), BinanceJson.Default.JsonObject, static _ => new Done(), ct);

    /// <summary>The exchange's time, ms since 1970. The clock is set by <see cref="RefreshClockAsync"/>.</summary>
    public Task<ExchangeResult<long>> TimeAsync(CancellationToken ct) =>
        ReadAsync(Call.Public("/fapi/v1/time"), BinanceJson.Default.ServerTimeWire, static wire => wire.ServerTime, ct);

    /// <summary>Reads the exchange's time into <see cref="Clock"/>; callers at the same time share one reading.</summary>
    public async Task<ExchangeResult<Done>> RefreshClockAsync(CancellationToken ct)
    {
        var asked = _time.GetTimestamp();
        await _clockReading.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (Clock.Age is { } age && age < _time.GetElapsedTime(asked)) return new ExchangeResult<Done>.Ok(default);
            return await ReadClockAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            _clockReading.Release();
        }
    }

    /// <summary>
    /// Reads the exchange's time once a minute until <paramref name="ct"/>, sooner after a reading that failed, so that <see cref="Clock"/> stays sharp.
    /// </summary>
    public async Task KeepClockAsync(CancellationToken ct)
    {
        for (var failures = 0; !ct.IsCancellationRequested;)
        {
            failures = await IsClockReadAgainAsync(ct).ConfigureAwait(false) ? 0 : failures + 1;
            var wait = failures == 0 ? _options.ClockEvery : Streams.Reconnecting.Backoff.After(failures - 1, 0.5);
            await Task.Delay(wait, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Every perpetual linear contract with its filters. The limits told along with them are in force on our side from here on.</summary>
    public Task<ExchangeResult<ImmutableArray<Instrument>>> ExchangeInfoAsync(CancellationToken ct) =>
        ReadAsync(Call.Public("/fapi/v1/exchangeInfo") with { TellsLimits = true }, BinanceJson.Default.ExchangeInfoWire, Observed, ct);

    /// <summary>The id by which an embedded exchange tells itself from the one before its reset; null on others.</summary>
    public Task<ExchangeResult<string?>> ExchangeIdAsync(CancellationToken ct) =>
        ReadAsync(Call.Public("/fapi/v1/exchangeInfo"), BinanceJson.Default.ExchangeInfoWire, static wire => wire.SparkExchangeId, ct);

    /// <param name="symbol">The contract.</param>
    /// <param name="limit">Levels a side: 5, 10, 20, 50, 100, 500 or 1000.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<ExchangeResult<OrderBook>> DepthAsync(Symbol symbol, int limit, CancellationToken ct) => ReadAsync(
        Call.Public("/fapi/v1/depth", q => q.Add("symbol", symbol.Value).Add("limit", limit), limit switch { <= 50 => 2, 100 => 5, 500 => 10, _ => 20 }),
        BinanceJson.Default.OrderBookWire,
        wire => ReportMap.Book(symbol, wire),
        ct);

    /// <summary>The latest candles, oldest first; the last one is still open.</summary>
    /// <param name="symbol">The contract.</param>
    /// <param name="interval">One of <see cref="CandleInterval.All"/>.</param>
    /// <param name="limit">1 to 1500.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<ExchangeResult<ImmutableArray<Candle>>> KlinesAsync(Symbol symbol, string interval, int limit, CancellationToken ct) =>
        KlinesAsync(symbol, interval, HistorySpan.Recent, limit, ct);

    /// <summary>Candles that opened within <paramref name="span"/>, oldest first; at most <paramref name="limit"/> (1 to 1500) of them.</summary>
    public Task<ExchangeResult<ImmutableArray<Candle>>> KlinesAsync(Symbol symbol, string interval, HistorySpan span, int limit, CancellationToken ct) =>
        CandlesAsync("/fapi/v1/klines", symbol, interval, span, limit, ct);

    /// <summary>Candles of the mark price, which have no volume.</summary>
    public Task<ExchangeResult<ImmutableArray<Candle>>> MarkPriceKlinesAsync(Symbol symbol, string interval, HistorySpan span, int limit, CancellationToken ct) =>
        CandlesAsync("/fapi/v1/markPriceKlines", symbol, interval, span, limit, ct);

    /// <summary>The latest trades, oldest first.</summary>
    /// <param name="symbol">The contract.</param>
    /// <param name="limit">1 to 1000.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<ExchangeResult<ImmutableArray<PublicTrade>>> TradesAsync(Symbol symbol, int limit, CancellationToken ct) => ReadRowsAsync(
        Call.Public("/fapi/v1/trades", q => q.Add("symbol", symbol.Value).Add("limit", limit), weight: 5),
        BinanceJson.Default.IReadOnlyListPublicTradeWire,
        wire => ReportMap.Trade(symbol, wire),
        ct);

    /// <summary>Aggregate trades, oldest first.</summary>
    /// <param name="symbol">The contract.</param>
    /// <param name="span">Under an hour; not together with <paramref name="fromId"/>.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="fromId">First aggregate id wanted.</param>
    /// <param name="limit">1 to 1000.</param>
    public Task<ExchangeResult<ImmutableArray<AggregateTrade>>> AggregateTradesAsync(
        Symbol symbol, HistorySpan span, CancellationToken ct, long? fromId = null, int limit = 500) => ReadRowsAsync(
            Call.Public("/fapi/v1/aggTrades", q =>
            {
                q.Add("symbol", symbol.Value).Add("limit", limit);
                if (fromId is { } id) q.Add("fromId", id);
                span.WriteTo(q);
            }, weight: 20),
            BinanceJson.Default.IReadOnlyListAggTradeWire,
            wire => ReportMap.Trade(symbol, wire),
            ct);

    public Task<ExchangeResult<MarkPriceReport>> PremiumIndexAsync(Symbol symbol, CancellationToken ct) => ReadAsync(
        Call.Public("/fapi/v1/premiumIndex", q => q.Add("symbol", symbol.Value)),
        BinanceJson.Default.PremiumIndexWire,
        static wire => ReportMap.Mark(wire) ?? throw new FormatException("the symbol can't be read"),
        ct);

    /// <summary>Mark prices of every contract.</summary>
    public Task<ExchangeResult<ImmutableArray<MarkPriceReport>>> PremiumIndexesAsync(CancellationToken ct) => ReadRowsAsync(
        Call.Public("/fapi/v1/premiumIndex", weight: 10), BinanceJson.Default.IReadOnlyListPremiumIndexWire, ReportMap.Mark, ct);

    /// <summary>Fundings that took place, oldest first.</summary>
    /// <param name="symbol">Null for all.</param>
    /// <param name="span">Default: the latest.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="limit">1 to 1000.</param>
    public Task<ExchangeResult<ImmutableArray<FundingRateReport>>> FundingRatesAsync(Symbol? symbol, HistorySpan span, CancellationToken ct, int limit = 100) =>
        ReadRowsAsync(
            Call.Public("/fapi/v1/fundingRate", q =>
            {
                AddSymbol(q, symbol);
                span.WriteTo(q);
                q.Add("limit", limit);
            }),
            BinanceJson.Default.IReadOnlyListFundingRateWire,
            ReportMap.Funding,
            ct);

    /// <summary>Symbols whose funding cap, floor or interval was adjusted; the others fund every eight hours.</summary>
    public Task<ExchangeResult<ImmutableArray<FundingTerms>>> FundingTermsAsync(CancellationToken ct) => ReadRowsAsync(
        Call.Public("/fapi/v1/fundingInfo", weight: 0), BinanceJson.Default.IReadOnlyListFundingInfoWire, ReportMap.Terms, ct);

    public Task<ExchangeResult<OpenInterestReport>> OpenInterestAsync(Symbol symbol, CancellationToken ct) => ReadAsync(
        Call.Public("/fapi/v1/openInterest", q => q.Add("symbol", symbol.Value)),
        BinanceJson.Default.OpenInterestWire,
        wire => new OpenInterestReport(symbol, wire.OpenInterest, ExchangeTime.Instant(wire.Time)),
        ct);

    /// <summary>The best level of each side.</summary>
    public Task<ExchangeResult<BookTickerReport>> BookTickerAsync(Symbol symbol, CancellationToken ct) => ReadAsync(
        Call.Public("/fapi/v1/ticker/bookTicker", q => q.Add("symbol", symbol.Value), weight: 2),
        BinanceJson.Default.BookTickerWire,
        static wire => ReportMap.BookTicker(wire) ?? throw new FormatException("the symbol can't be read"),
        ct);

    /// <summary>The best levels of every contract.</summary>
    public Task<ExchangeResult<ImmutableArray<BookTickerReport>>> BookTickersAsync(CancellationToken ct) => ReadRowsAsync(
        Call.Public("/fapi/v1/ticker/bookTicker", weight: 5), BinanceJson.Default.IReadOnlyListBookTickerWire, ReportMap.BookTicker, ct);

    public Task<ExchangeResult<TickerReport>> Ticker24hAsync(Symbol symbol, CancellationToken ct) => ReadAsync(
        Call.Public("/fapi/v1/ticker/24hr", q => q.Add("symbol", symbol.Value)),
        BinanceJson.Default.TickerWire,
        wire => new TickerReport(
            symbol, wire.LastPrice, wire.PriceChangePercent, wire.OpenPrice, wire.HighPrice, wire.LowPrice, wire.Volume, ExchangeTime.Instant(wire.CloseTime)),
        ct);

    private async Task<ExchangeResult<Done>> ReadClockAsync(CancellationToken ct)
    {
        var call = Call.Public("/fapi/v1/time");
        var sentAt = _time.GetTimestamp();
        var reply = await SendNowAsync(call, _options.ReadTimeout, ct).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        return Interpret(reply, call, BinanceJson.Default.ServerTimeWire, wire => Observe(sentAt, wire.ServerTime));
    }

    private Task<ExchangeResult<ImmutableArray<Candle>>> CandlesAsync(
        string path, Symbol symbol, string interval, HistorySpan span, int limit, CancellationToken ct) => ReadRowsAsync(
            Call.Public(path, q =>
            {
                q.Add("symbol", symbol.Value).Add("interval", interval).Add("limit", limit);
                span.WriteTo(q);
            }, limit switch { < 100 => 1, < 500 => 2, <= 1000 => 5, _ => 10 }),
            BinanceJson.Default.IReadOnlyListKlineWire,
            ReportMap.Candle,
            ct);

    private ImmutableArray<Instrument> Observed(Wire.Markets.ExchangeInfoWire info)
    {
        Budget.Configure(info.RateLimits.Select(ReportMap.Limit).OfType<RateLimit>());
        return InstrumentMap.From(info);
    }

    private Done Observe(long sentAt, long serverTime)
    {
        Clock.Observe(sentAt, serverTime);
        _logger.ClockRead((long)Clock.Offset.TotalMilliseconds, Clock.ErrorBound?.TotalMilliseconds ?? 0);
        return default;
    }
}
