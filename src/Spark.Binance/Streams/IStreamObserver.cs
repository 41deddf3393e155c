namespace Spark.Binance.Streams;

/// <summary>Hears of connections, on the thread that keeps them: return quickly. A reconnect means that events were missed.</summary>
public interface IStreamObserver
{
    /// <summary>Messages are being received from now on; of the private route they are already buffered.</summary>
    void OnConnected(StreamRoute route, bool isReconnect);

    void OnDisconnected(StreamRoute route, string reason);

    /// <summary>An attempt did not come through; the next one follows later.</summary>
    void OnConnectFailed(StreamRoute route, string reason);

    /// <summary>A connection near its end of life was replaced by a newer one that already received: nothing was missed.</summary>
    void OnReplaced(StreamRoute route)
    {
    }

    /// <summary>A market route is silent because the exchange has nothing to say: it was asked. Told every second while it lasts.</summary>
    void OnRest(StreamRoute route)
    {
    }

    /// <summary>A renewal of the listen key failed; it is tried again before the key lapses.</summary>
    void OnRenewalFailed(string reason)
    {
    }
}
