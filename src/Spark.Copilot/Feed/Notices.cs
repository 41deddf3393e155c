namespace Spark.Copilot.Feed;

/// <summary>What has to be told about the desk, the gravest first. Pure: the same desk at the same time gives the same notices.</summary>
public static class Notices
{
    /// <summary>A picture older than this is not known to be true any more.</summary>
    public static readonly TimeSpan Old = TimeSpan.FromSeconds(15);

    public static IReadOnlyList<Notice> Of(DeskSnapshot desk, DateTimeOffset now)
    {
        if (!desk.Tried) return [];
        if (!desk.Answering) return [new Notice("ExecutorDown", IsBad: true)];
        return [.. Standing(desk, now)];
    }

    private static IEnumerable<Notice> Standing(DeskSnapshot desk, DateTimeOffset now)
    {
        if (now - desk.ReadAt > Old) yield return new Notice("DeskStale", IsBad: true);
        if (desk.Risk?.CircuitBreaker is { Open: true } breaker) yield return new Notice("BreakerOpen", IsBad: false, breaker.Reason, breaker.Reasons is [var first, ..] ? first.Kind : null);
        if (IsDown(desk, "userData")) yield return new Notice("UserStreamDown", IsBad: false);
        if (IsDown(desk, "market")) yield return new Notice("MarketStreamDown", IsBad: false);
        if (MarketSilence.Of(desk) is not null) yield return new Notice("MarketStale", IsBad: true) { Since = MarketSilence.LastMessageAt(desk) };
        if (desk.Link is LinkState.Down or LinkState.Reconnecting) yield return new Notice("FeedDown", IsBad: false);
    }

    private static bool IsDown(DeskSnapshot desk, string stream) => desk.Health?.Streams.GetValueOrDefault(stream) is { Wanted: true, Connected: false };
}
