namespace Spark.Binance.Rest;

/// <summary>The HTTP client that the exchange is spoken to with.</summary>
public static class BinanceHttp
{
    /// <summary>
    /// A client that follows no redirect (a signed call must never travel to another address), keeps no cookies, renews its connections so that
    /// DNS changes are seen, and leaves timeouts, buffering and decompression to the caller: an order pays for none of the layers that it
    /// doesn't need.
    /// </summary>
    public static HttpMessageInvoker CreateClient() => new(CreateHandler(), disposeHandler: true);

    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    };
}
