using System.Collections.Immutable;
using Spark.Binance.Budget;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Wire;
using Spark.Domain.Markets;

namespace Spark.Binance.Rest;

public sealed partial class BinanceRestClient
{
    public Task<ExchangeResult<AccountReport>> AccountAsync(CancellationToken ct) =>
        ReadAsync(Call.Signed(HttpMethod.Get, "/fapi/v3/account", weight: 5), BinanceJson.Default.AccountWire, ReportMap.Account, ct);

    /// <summary>Positions that are not flat, of one symbol or of all.</summary>
    public async Task<ExchangeResult<ImmutableArray<PositionReport>>> PositionsAsync(Symbol? symbol, CancellationToken ct)
    {
        var call = Call.Signed(HttpMethod.Get, "/fapi/v3/positionRisk", q => AddSymbol(q, symbol), weight: 5);
        var result = await ReadRowsAsync(call, BinanceJson.Default.IReadOnlyListPositionRiskWire, ReportMap.Position, ct).ConfigureAwait(false);
        return result is ExchangeResult<ImmutableArray<PositionReport>>.Ok ok
            ? new ExchangeResult<ImmutableArray<PositionReport>>.Ok(ok.Value.RemoveAll(static p => p.Quantity == 0))
            : result;
    }

    /// <summary>True is hedge mode.</summary>
    public Task<ExchangeResult<bool>> PositionModeAsync(CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/positionSide/dual", weight: 30), BinanceJson.Default.PositionModeWire, static w => w.DualSidePosition, ct);

    public Task<ExchangeResult<bool>> MultiAssetsModeAsync(CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/multiAssetsMargin", weight: 30), BinanceJson.Default.MultiAssetsModeWire, static w => w.MultiAssetsMargin, ct);

    /// <summary>Leverage and margin type, of one symbol or of all.</summary>
    public Task<ExchangeResult<ImmutableArray<SymbolSettings>>> SymbolConfigAsync(Symbol? symbol, CancellationToken ct) => ReadRowsAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/symbolConfig", q => AddSymbol(q, symbol), weight: 5),
        BinanceJson.Default.IReadOnlyListSymbolConfigWire,
        static wire => Symbol.TryParse(wire.Symbol, out var name) ? new SymbolSettings(name, wire.Leverage, wire.MarginType) : null,
        ct);

    public Task<ExchangeResult<CommissionRates>> CommissionRateAsync(Symbol symbol, CancellationToken ct) => ReadAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/commissionRate", q => q.Add("symbol", symbol.Value), weight: 20),
        BinanceJson.Default.CommissionRateWire,
        wire => new CommissionRates(symbol, wire.MakerCommissionRate, wire.TakerCommissionRate),
        ct);

    /// <summary>Brackets of notional with their maintenance margin, of one symbol or of all.</summary>
    public Task<ExchangeResult<ImmutableArray<LeverageBrackets>>> LeverageBracketsAsync(Symbol? symbol, CancellationToken ct) => ReadRowsAsync(
        Call.Signed(HttpMethod.Get, "/fapi/v1/leverageBracket", q => AddSymbol(q, symbol)) with { IsOneOrMany = true },
        BinanceJson.Default.IReadOnlyListLeverageBracketsWire,
        ReportMap.Brackets,
        ct);

    /// <summary>The account's own order limits; they can be above the published ones, and are in force on our side from here on.</summary>
    public async Task<ExchangeResult<ImmutableArray<RateLimit>>> OrderRateLimitsAsync(CancellationToken ct)
    {
        var call = Call.Signed(HttpMethod.Get, "/fapi/v1/rateLimit/order");
        var read = await ReadRowsAsync(call, BinanceJson.Default.IReadOnlyListRateLimitWire, ReportMap.Limit, ct).ConfigureAwait(false);
        if (read is ExchangeResult<ImmutableArray<RateLimit>>.Ok { Value: var limits }) Budget.Configure(limits.Where(l => l.IsOrders));
        return read;
    }

    /// <summary>Sets a symbol's leverage, 1 to 125. Sent once; <c>Unreachable</c> means that it may or may not be set.</summary>
    public async Task<ExchangeResult<SymbolSettings>> SetLeverageAsync(Symbol symbol, int leverage, CancellationToken ct)
    {
        var call = Setting("/fapi/v1/leverage", q => q.Add("symbol", symbol.Value).Add("leverage", leverage));
        var reply = await SendOnceAsync(call, ct).ConfigureAwait(false);
        return Interpret(reply, call, BinanceJson.Default.LeverageWire, wire => new SymbolSettings(symbol, wire.Leverage, null));
    }

    /// <summary>Sets how a symbol's position is backed; already so is a success. Sent once; <c>Unreachable</c> means that it may or may not be set.</summary>
    public Task<ExchangeResult<Done>> SetMarginTypeAsync(Symbol symbol, MarginType type, CancellationToken ct) => SetAsync(
        Setting("/fapi/v1/marginType", q => q.Add("symbol", symbol.Value).Add("marginType", type == MarginType.Isolated ? "ISOLATED" : "CROSSED")), ct);

    /// <summary>Hedge mode or one-way, for the whole account; already so is a success. Sent once.</summary>
    public Task<ExchangeResult<Done>> SetPositionModeAsync(bool hedge, CancellationToken ct) =>
        SetAsync(Setting("/fapi/v1/positionSide/dual", q => q.Add("dualSidePosition", hedge ? "true" : "false")), ct);

    /// <summary>Multi-assets or single-asset margin, for the whole account; already so is a success. Sent once.</summary>
    public Task<ExchangeResult<Done>> SetMultiAssetsModeAsync(bool on, CancellationToken ct) =>
        SetAsync(Setting("/fapi/v1/multiAssetsMargin", q => q.Add("multiAssetsMargin", on ? "true" : "false")), ct);

    private static Call Setting(string path, Action<Signing.RequestQuery> parameters) =>
        Call.Signed(HttpMethod.Post, path, parameters) with { Priority = CallPriority.Trade };

    private static void AddSymbol(Signing.RequestQuery query, Symbol? symbol)
    {
        if (symbol is { } only) query.Add("symbol", only.Value);
    }
}
