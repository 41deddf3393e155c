namespace Spark.Binance.Wire.Accounts;

/// <summary><c>GET /fapi/v1/multiAssetsMargin</c>.</summary>
public sealed record MultiAssetsModeWire
{
    public required bool MultiAssetsMargin { get; init; }
}
