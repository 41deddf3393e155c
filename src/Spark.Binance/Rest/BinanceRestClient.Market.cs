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

    /// <summary>Every perpetual linear contract with its filters.</summary>
    public Task<ExchangeResult<ImmutableArray<Instrument>>> ExchangeInfoAsync(CancellationToken ct) =>
        ReadAsync(Call.Public("/fapi/v1/exchangeInfo"), BinanceJson.Default.ExchangeInfoWire, InstrumentMap.From, ct);

    /// <param name="symbol">The contract.</param>
    /// <param name="limit">Levels a side: 5, 10, 20, 50, 100, 500 or 1000.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<ExchangeResult<OrderBook>> DepthAsync(Symbol symbol, int limit, CancellationToken ct) => ReadAsync(
        Call.Public("/fapi/v1/depth", q => q.Add("symbol", symbol.Value).Add("limit", limit)),
        BinanceJson.Default.OrderBookWire,
        wire => ReportMap.Book(symbol, wire),
        ct);

    /// <summary>The latest candles, oldest first; the last one is still open.</summary>
    /// <param name="symbol">The contract.</param>
    /// <param name="interval">One of <see cref="CandleInterval.All"/>.</param>
    /// <param name="limit">1 to 1500.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<ExchangeResult<ImmutableArray<Candle>>> KlinesAsync(Symbol symbol, string interval, int limit, CancellationToken ct) => ReadRowsAsync(
        Call.Public("/fapi/v1/klines", q => q.Add("symbol", symbol.Value).Add("interval", interval).Add("limit", limit)),
        BinanceJson.Default.IReadOnlyListKlineWire,
        ReportMap.Candle,
        ct);

    public Task<ExchangeResult<MarkPriceReport>> PremiumIndexAsync(Symbol symbol, CancellationToken ct) => ReadAsync(
        Call.Public("/fapi/v1/premiumIndex", q => q.Add("symbol", symbol.Value)),
        BinanceJson.Default.PremiumIndexWire,
        wire => new MarkPriceReport(
            symbol, wire.MarkPrice, wire.IndexPrice, wire.LastFundingRate, ExchangeTime.Instant(wire.NextFundingTime), ExchangeTime.Instant(wire.Time)),
        ct);

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
        var reply = await SendOnceAsync(call, _options.ReadTimeout, ct).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        return Interpret(reply, call, BinanceJson.Default.ServerTimeWire, wire => Observe(sentAt, wire.ServerTime));
    }

    private Done Observe(long sentAt, long serverTime)
    {
        Clock.Observe(sentAt, serverTime);
        _logger.ClockRead((long)Clock.Offset.TotalMilliseconds, Clock.ErrorBound?.TotalMilliseconds ?? 0);
        return default;
    }
}
