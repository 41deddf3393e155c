namespace Spark.Binance.Streams.Reconnecting;

/// <summary>A connection that receives. After its disposal nothing is delivered any more.</summary>
internal interface ILiveConnection : IAsyncDisposable
{
    TimeSpan Age { get; }

    /// <summary>Completes with why it ended.</summary>
    Task<string> Ended { get; }
}
