using System.Text.Json.Serialization;

namespace Spark.Binance;

/// <summary>An API key and its HMAC secret. The secret is never printed nor serialised.</summary>
public sealed record BinanceCredentials(string ApiKey, [property: JsonIgnore] string ApiSecret)
{
    public override string ToString() => "BinanceCredentials { ApiKey = ***, ApiSecret = *** }";
}
