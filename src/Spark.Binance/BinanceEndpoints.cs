namespace Spark.Binance;

/// <summary>Where the exchange is.</summary>
/// <param name="Rest">Base of the REST calls, such as <c>https://demo-fapi.binance.com</c>.</param>
/// <param name="Streams">Base of the sockets without a route, such as <c>wss://fstream.binancefuture.com</c>.</param>
public sealed record BinanceEndpoints(Uri Rest, Uri Streams);
