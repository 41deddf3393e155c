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

    // Mark prices come every second: a market that says nothing for so long is a fault, found or not.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong; a stream that nobody asked for is no reason.</summary>
    public IEnumerable<string> Reasons(DateTimeOffset now)
    {
        if (UserData is { IsWanted: true, IsConnected: false }) yield return "the user stream is down";
        else if (UserData is { IsWanted: true, IsHealthy: false }) yield return "the user stream is back and what it missed is being fetched";
        if (Market is { IsWanted: true, IsConnected: false }) yield return "the market stream is down";
        else if (Market.IsWanted && Market.SilenceAt(now) > LongestSilence) yield return "the market stream is silent";
    }
}
