namespace Spark.Contracts;

/// <summary>A perpetual contract of the exchange, with what its orders are held to.</summary>
/// <param name="Symbol">Such as <c>BTCUSDT</c>.</param>
/// <param name="BaseAsset">Quantities are in it.</param>
/// <param name="QuoteAsset">Prices and notionals are in it.</param>
/// <param name="Trading">The exchange takes orders now.</param>
/// <param name="Allowed"><c>FUTURES_SYMBOLS</c> allows it.</param>
/// <param name="PriceTick">Prices are multiples of it; 0: any.</param>
/// <param name="QuantityStep">Quantities of priced orders are multiples of it.</param>
/// <param name="MinQuantity">The smallest quantity of a priced order.</param>
/// <param name="MinNotional">The smallest notional, in quote asset; reduce-only orders are exempt.</param>
public sealed record SymbolView(
    string Symbol, string BaseAsset, string QuoteAsset, bool Trading, bool Allowed, decimal PriceTick, decimal QuantityStep, decimal MinQuantity, decimal MinNotional);
