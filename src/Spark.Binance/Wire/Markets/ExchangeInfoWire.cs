namespace Spark.Binance.Wire.Markets;

/// <summary><c>GET /fapi/v1/exchangeInfo</c>.</summary>
public sealed record ExchangeInfoWire
{
    public string Timezone { get; init; } = "UTC";

    /// <summary>Days off on the test hosts: never a clock.</summary>
    public long ServerTime { get; init; }

    public string? FuturesType { get; init; }

    public required IReadOnlyList<RateLimitWire> RateLimits { get; init; }

    public IReadOnlyList<SymbolFilterWire> ExchangeFilters { get; init; } = [];

    public IReadOnlyList<AssetInfoWire> Assets { get; init; } = [];

    public required IReadOnlyList<SymbolInfoWire> Symbols { get; init; }
}
