using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Accounts;

/// <summary>A row of <c>GET /fapi/v1/income</c>. <see cref="TranId"/> is unique only within one income type.</summary>
public sealed record IncomeWire
{
    public string Symbol { get; init; } = "";

    /// <summary>TRANSFER, REALIZED_PNL, FUNDING_FEE, COMMISSION …</summary>
    public required string IncomeType { get; init; }

    /// <summary>Signed, in <see cref="Asset"/>.</summary>
    public required decimal Income { get; init; }

    public required string Asset { get; init; }

    public string Info { get; init; } = "";

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long Time { get; init; }

    public required long TranId { get; init; }

    [JsonConverter(typeof(TextConverter))]
    public string TradeId { get; init; } = "";
}
