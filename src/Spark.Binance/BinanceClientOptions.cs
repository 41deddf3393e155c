namespace Spark.Binance;

/// <summary>How long the client waits, and how often it asks again.</summary>
public sealed record BinanceClientOptions
{
    /// <summary>Per attempt of a read or a cancel.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After which an unanswered order is of unknown outcome.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Milliseconds for which the exchange accepts a signed call, 1 to 60000.</summary>
    public int RecvWindow { get; init; } = 5000;

    /// <summary>The same for orders: an order that is late must not fill.</summary>
    public int OrderRecvWindow { get; init; } = 3000;

    /// <summary>Between two readings of the exchange's time.</summary>
    public TimeSpan ClockEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait that the exchange may ask for (Retry-After) before a call reports the refusal instead.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What the pause before another attempt of a read or a cancel is multiplied by, asked each time; 1 or more. Orders have no other attempt.</summary>
    public Func<double> Patience { get; init; } = static () => 1;
}
