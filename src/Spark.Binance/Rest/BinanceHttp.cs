using System.Net;

namespace Spark.Binance.Rest;

/// <summary>The HTTP client that the exchange is spoken to with.</summary>
public static class BinanceHttp
{
    /// <summary>
    /// A client that follows no redirect (a signed call must never travel to another address), keeps no cookies, renews its connections so that
    /// DNS changes are seen, and leaves timeouts to the caller.
    /// </summary>
    public static HttpClient CreateClient() => new(CreateHandler(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        AutomaticDecompression = DecompressionMethods.All,
    };
}
