using Spark.Contracts;

namespace Spark.Executor.Streams;

/// <summary>How the streams are, as of now. Written by the connections, read by health and metrics.</summary>
internal sealed class StreamStates
{
    public StreamState Market { get; } = new(StreamTypes.Market);

    public StreamState UserData { get; } = new(StreamTypes.UserData);

    /// <summary>How often either has changed, messages apart.</summary>
    public long Changes => Market.Changes + UserData.Changes;

    /// <summary>Both, in the contract's words.</summary>
    public IReadOnlyDictionary<string, StreamView> View(DateTimeOffset now) => new Dictionary<string, StreamView>
    {
        [StreamTypes.Market] = Market.View(now),
        [StreamTypes.UserData] = UserData.View(now),
    };

    /// <summary>What is wrong; a stream that nobody asked for is no reason.</summary>
    public IEnumerable<string> Reasons()
    {
        if (UserData is { IsWanted: true, IsConnected: false }) yield return "the user stream is down";
        if (Market is { IsWanted: true, IsConnected: false }) yield return "the market stream is down";
    }
}
