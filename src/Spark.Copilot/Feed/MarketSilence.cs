namespace Spark.Copilot.Feed;

/// <summary>Whether the market that somebody asked for still says something. Pure.</summary>
public static class MarketSilence
{
    /// <summary>Mark prices come every second: after this long without a message, prices are not the market's any more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>How long a market stream that stands had said nothing when health was read; null while it is not wanted, down, or speaks.</summary>
    public static TimeSpan? Of(DeskSnapshot desk)
    {
        if (desk.Health is not { } health || health.Streams.GetValueOrDefault("market") is not { Wanted: true, Connected: true } stream) return null;
        // Both by the executor's clock. A connection afresh is no message: silence goes on over it.
        var silence = stream.LastMessageAt is { } last ? health.Timestamp - last : TimeSpan.FromSeconds(stream.AgeSeconds);
        return silence > Longest ? silence : null;
    }

    /// <summary>When the last message came; null when none ever did.</summary>
    public static DateTimeOffset? LastMessageAt(DeskSnapshot desk) => desk.Health?.Streams.GetValueOrDefault("market")?.LastMessageAt;
}
