namespace Spark.Binance.Streams.Market;

/// <summary>How long one stream may stay silent from here on; longer each time that asking again did not help.</summary>
internal sealed class Overdue(long since, TimeSpan patience)
{
    public long Since { get; private set; } = since;

    public TimeSpan Patience { get; private set; } = patience;

    /// <summary>It was asked for again now.</summary>
    public void Wait(long at, TimeSpan longest) => (Since, Patience) = (at, Patience * 2 < longest ? Patience * 2 : longest);

    /// <summary>It spoke.</summary>
    public void Hurry(TimeSpan first) => Patience = first;
}
