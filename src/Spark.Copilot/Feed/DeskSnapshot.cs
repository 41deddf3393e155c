using System.Collections.Immutable;
using Spark.Contracts;

namespace Spark.Copilot.Feed;

/// <summary>What the desk knows at one moment; immutable. Nulls and empty lists mean that it was never read.</summary>
public sealed record DeskSnapshot
{
    public static DeskSnapshot Empty { get; } = new();

    public LinkState Link { get; init; }

    /// <summary>When the executor last answered; null before the first answer.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>When the reading that this shows was asked for, as the clock's timestamp, which no correction moves back; null before the first one.</summary>
    public long? AskedAt { get; init; }

    /// <summary>Whether the last read was answered.</summary>
    public bool Answering { get; init; }

    /// <summary>Whether a read was tried yet.</summary>
    public bool Tried { get; init; }

    public HealthResponse? Health { get; init; }

    public RiskStatusResponse? Risk { get; init; }

    public GuardrailsStatusResponse? Guardrails { get; init; }

    public AccountView? Account { get; init; }

    public ImmutableArray<PositionView> Positions { get; init; } = [];

    public ImmutableArray<OrderView> Orders { get; init; } = [];

    /// <summary>Newest first.</summary>
    public ImmutableArray<FillView> Fills { get; init; } = [];

    /// <summary>Newest first.</summary>
    public ImmutableArray<CanaryView> Canaries { get; init; } = [];

    /// <summary>What the hub told last, newest first.</summary>
    public ImmutableArray<FeedEntry> News { get; init; } = [];

    public ImmutableDictionary<string, TickerView> Tickers { get; init; } = ImmutableDictionary<string, TickerView>.Empty;

    /// <summary>How each part's own reading stands; a part that is not named was read with the last answer.</summary>
    public ImmutableDictionary<DeskPart, PartReading> Readings { get; init; } = ImmutableDictionary<DeskPart, PartReading>.Empty;

    /// <summary><c>simulator</c>, <c>testnet</c> or <c>production</c>; null before it is known.</summary>
    public string? Venue => Health?.Venue;

    /// <summary>How the reading of <paramref name="part"/> stands.</summary>
    public PartReading ReadingOf(DeskPart part) => Readings.GetValueOrDefault(part) ?? new PartReading(ReadAt, null);

    /// <summary>Whether <paramref name="part"/> can be shown as it is now: read, answered, and not grown old.</summary>
    public bool IsCurrent(DeskPart part, DateTimeOffset now) => Answering && ReadingOf(part).IsCurrent(now);

    /// <summary>Symbols whose market is published.</summary>
    public IReadOnlyList<string> Streaming => Health?.Streams.GetValueOrDefault("market")?.Symbols ?? [];

    /// <summary>Whether what comes of <paramref name="symbol"/> is the market as it is now.</summary>
    public bool IsLive(string symbol) => Answering && Link == LinkState.Live && IsMarketLive && Streaming.Contains(symbol);

    /// <summary>Most entries of <see cref="News"/>.</summary>
    public const int MostNews = 200;

    /// <summary>The same with one more entry; the oldest goes where there are too many.</summary>
    public DeskSnapshot With(FeedEntry entry) => this with { News = (News.Length < MostNews ? News : News.RemoveAt(MostNews - 1)).Insert(0, entry) };

    /// <summary>The same without tickers that are not the market's any more: it is down or silent, or the symbol is no longer published.</summary>
    public DeskSnapshot WithLiveTickers() =>
        this with { Tickers = IsMarketLive ? Tickers.RemoveRange(Tickers.Keys.Except(Streaming)) : ImmutableDictionary<string, TickerView>.Empty };

    private bool IsMarketLive => Health?.Streams.GetValueOrDefault("market") is { Connected: true } && MarketSilence.Of(this) is null;

    /// <summary>A position valued at the newest mark price.</summary>
    public PositionView Valued(PositionView position)
    {
        if (!Tickers.TryGetValue(position.Symbol, out var ticker)) return position;
        var direction = position.Side == "SHORT" ? -1 : 1;
        return position with
        {
            MarkPrice = ticker.MarkPrice,
            Notional = position.Quantity * ticker.MarkPrice,
            UnrealizedPnl = (ticker.MarkPrice - position.EntryPrice) * position.Quantity * direction,
        };
    }
}
