using Spark.Binance.Streams;

namespace Spark.Benchmarks.Soak;

/// <summary>Counts connections.</summary>
internal sealed class QuietObserver : IStreamObserver
{
    private int _losses;

    public int Losses => _losses;

    public void OnConnected(StreamRoute route, bool isReconnect)
    {
    }

    public void OnDisconnected(StreamRoute route, string reason) => Interlocked.Increment(ref _losses);

    public void OnConnectFailed(StreamRoute route, string reason) => Interlocked.Increment(ref _losses);
}
