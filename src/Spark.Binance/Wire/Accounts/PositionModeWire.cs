namespace Spark.Binance.Wire.Accounts;

/// <summary><c>GET /fapi/v1/positionSide/dual</c>: true is hedge mode.</summary>
public sealed record PositionModeWire
{
    public required bool DualSidePosition { get; init; }
}
