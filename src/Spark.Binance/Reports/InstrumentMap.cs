using System.Collections.Immutable;
using Spark.Binance.Wire.Markets;
using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>
/// Perpetual linear contracts from the exchange's description. A contract without a price, lot or notional filter is left out:
/// an order that can't be checked must not be sent.
/// </summary>
public static class InstrumentMap
{
    public static ImmutableArray<Instrument> From(ExchangeInfoWire info) => [.. info.Symbols.Select(Map).OfType<Instrument>()];

    private static Instrument? Map(SymbolInfoWire wire)
    {
        if (!IsLinearPerpetual(wire) || !Symbol.TryParse(wire.Symbol, out var symbol)) return null;
        if (PriceOf(wire) is not { } price || LotOf(wire, "LOT_SIZE") is not { } lot) return null;
        if (Filter(wire, "MIN_NOTIONAL")?.Notional is not { } notional) return null;
        var percent = Filter(wire, "PERCENT_PRICE");
        return new Instrument
        {
            Symbol = symbol,
            BaseAsset = wire.BaseAsset,
            QuoteAsset = wire.QuoteAsset,
            IsTrading = wire.Status == "TRADING",
            Price = price,
            Lot = lot,
            MarketLot = LotOf(wire, "MARKET_LOT_SIZE") ?? lot,
            MinimumNotional = notional,
            PriceMultiplierUp = percent?.MultiplierUp ?? 0,
            PriceMultiplierDown = percent?.MultiplierDown ?? 0,
        };
    }

    private static bool IsLinearPerpetual(SymbolInfoWire wire) =>
        wire.ContractType is "PERPETUAL" or "TRADIFI_PERPETUAL" && wire.MarginAsset == wire.QuoteAsset;

    private static PriceRule? PriceOf(SymbolInfoWire wire) =>
        Filter(wire, "PRICE_FILTER") is { MinPrice: { } min, MaxPrice: { } max, TickSize: { } tick } ? new PriceRule(min, max, tick) : null;

    private static LotRule? LotOf(SymbolInfoWire wire, string filter) =>
        Filter(wire, filter) is { MinQty: { } min, MaxQty: { } max, StepSize: { } step } ? new LotRule(min, max, step) : null;

    private static SymbolFilterWire? Filter(SymbolInfoWire wire, string type) => wire.Filters.FirstOrDefault(f => f.FilterType == type);
}
