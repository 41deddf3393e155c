using Spark.Binance.Streams;
using Spark.Contracts;

namespace Spark.Executor.Streams;

/// <summary>How the streams are, as of now. Written by the connections, read by health and metrics.</summary>
internal sealed class StreamStates
{
    // Mark prices come every second. A book may rest, which the exchange is asked about after five seconds and once a second from there on. A market that
    // says nothing for longer is a fault, found or not.
    private static readonly TimeSpan LongestOfMarks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestOfBooks = TimeSpan.FromSeconds(8);

    public StreamState Market { get; } = new(StreamTypes.Market, StreamRoute.Public, StreamRoute.Market);

    public StreamState UserData { get; } = new(StreamTypes.UserData, StreamRoute.Private);

    /// <summary>Events of the user stream that nobody knows what to do with.</summary>
    public UnknownEvents Unknown { get; } = new();

    /// <summary>How often either has changed, messages apart.</summary>
    public long Changes => Market.Changes + UserData.Changes;

    /// <summary>Both, in the contract's words.</summary>
    public IReadOnlyDictionary<string, StreamView> View(DateTimeOffset now) => new Dictionary<string, StreamView>
    {
        [StreamTypes.Market] = Market.View(now),
        [StreamTypes.UserData] = UserData.View(now) with { UnknownEvents = Unknown.Count, Unknown = Unknown.Newest },
    };

    /// <summary>What is wrong; a stream that nobody asked for is no reason.</summary>
    public IEnumerable<string> Reasons(DateTimeOffset now)
    {
        if (UserData is { IsWanted: true, IsConnected: false }) yield return "the user stream is down";
        else if (UserData is { IsWanted: true, IsHealthy: false }) yield return "the user stream is back and what it missed is being fetched";
        if (Market is { IsWanted: true, IsConnected: false }) yield return "the market stream is down";
        else if (Market.IsWanted && IsSilent(now)) yield return "the market stream is silent";
    }

    private bool IsSilent(DateTimeOffset now) =>
        Market.SilenceAt(StreamRoute.Market, now) > LongestOfMarks || Market.SilenceAt(StreamRoute.Public, now) > LongestOfBooks;
}
