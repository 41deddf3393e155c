namespace Spark.Binance.Streams.Reconnecting;

/// <summary>How a connection, or the attempt to make one, came to its end.</summary>
/// <param name="Why">For people.</param>
/// <param name="WasStable">It stood for at least a minute, and whoever watches over the streams has nothing against starting afresh.</param>
/// <param name="WasBlind">It was tried although the exchange did not answer.</param>
/// <param name="IsStopped">Nobody wants another one.</param>
internal sealed record SessionEnd(string Why, bool WasStable, bool WasBlind, bool IsStopped);
