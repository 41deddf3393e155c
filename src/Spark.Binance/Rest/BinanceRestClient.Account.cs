using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Wire;
using Spark.Domain.Markets;

namespace Spark.Binance.Rest;

public sealed partial class BinanceRestClient
{
    public Task<ExchangeResult<AccountReport>> AccountAsync(CancellationToken ct) =>
        ReadAsync(Call.Signed(HttpMethod.Get, "/fapi/v3/account"), BinanceJson.Default.AccountWire, ReportMap.Account, ct);

    /// <summary>Positions that are not flat, of one symbol or of all.</summary>
    public async Task<ExchangeResult<ImmutableArray<PositionReport>>> PositionsAsync(Symbol? symbol, CancellationToken ct)
    {
        var call = Call.Signed(HttpMethod.Get, "/fapi/v3/positionRisk", q => AddSymbol(q, symbol));
        var result = await ReadRowsAsync(call, BinanceJson.Default.IReadOnlyListPositionRiskWire, ReportMap.Position, ct).ConfigureAwait(false);
        return result is ExchangeResult<ImmutableArray<PositionReport>>.Ok ok
            ? new ExchangeResult<ImmutableArray<PositionReport>>.Ok(ok.Value.RemoveAll(static p => p.Quantity == 0))
            : result;
    }

    /// <summary>True is hedge mode.</summary>
    public Task<ExchangeResult<bool>> PositionModeAsync(CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/positionSide/dual"), BinanceJson.Default.PositionModeWire, static w => w.DualSidePosition, ct);

    public Task<ExchangeResult<bool>> MultiAssetsModeAsync(CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/multiAssetsMargin"), BinanceJson.Default.MultiAssetsModeWire, static w => w.MultiAssetsMargin, ct);

    /// <summary>Leverage and margin type, of one symbol or of all.</summary>
    public Task<ExchangeResult<ImmutableArray<SymbolSettings>>> SymbolConfigAsync(Symbol? symbol, CancellationToken ct) => ReadRowsAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/symbolConfig", q => AddSymbol(q, symbol)),
        BinanceJson.Default.IReadOnlyListSymbolConfigWire,
        static wire => Symbol.TryParse(wire.Symbol, out var name) ? new SymbolSettings(name, wire.Leverage, wire.MarginType) : null,
        ct);

    public Task<ExchangeResult<CommissionRates>> CommissionRateAsync(Symbol symbol, CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/commissionRate", q => q.Add("symbol", symbol.Value)),
        BinanceJson.Default.CommissionRateWire,
        wire => new CommissionRates(symbol, wire.MakerCommissionRate, wire.TakerCommissionRate),
        ct);

    /// <summary>Fills of a symbol from trade id <paramref name="fromId"/> on, oldest first; without it the last seven days.</summary>
    /// <param name="symbol">The contract.</param>
    /// <param name="fromId">First trade id wanted.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="limit">1 to 1000.</param>
    public Task<ExchangeResult<ImmutableArray<TradeReport>>> UserTradesAsync(Symbol symbol, long? fromId, CancellationToken ct, int limit = 1000) =>
        ReadRowsAsync(
            Call.Signed(HttpMethod.Get, "/fapi/v1/userTrades", q =>
            {
                q.Add("symbol", symbol.Value).Add("limit", limit);
                if (fromId is { } id) q.Add("fromId", id);
            }),
            BinanceJson.Default.IReadOnlyListUserTradeWire,
            ReportMap.Fill,
            ct);

    /// <summary>Sets a symbol's leverage, 1 to 125. Sent once; <c>Unreachable</c> means that it may or may not be set.</summary>
    public async Task<ExchangeResult<SymbolSettings>> SetLeverageAsync(Symbol symbol, int leverage, CancellationToken ct)
    {
        var call = Call.Signed(HttpMethod.Post, "/fapi/v1/leverage", q => q.Add("symbol", symbol.Value).Add("leverage", leverage));
        var reply = _gate.Ban is { } ban ? new Reply.Held(ban) : await SendAsync(call, _options.WriteTimeout, ct).ConfigureAwait(false);
        return Interpret(reply, call, BinanceJson.Default.LeverageWire, wire => new SymbolSettings(symbol, wire.Leverage, null));
    }

    private static void AddSymbol(Signing.RequestQuery query, Symbol? symbol)
    {
        if (symbol is { } only) query.Add("symbol", only.Value);
    }
}
