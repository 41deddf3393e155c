using Microsoft.Extensions.Logging;
using Spark.Binance.Streams.Reconnecting;

namespace Spark.Binance.Streams.Market;

/// <summary>What every market socket shares.</summary>
internal sealed record MarketWire
{
    public required Uri Streams { get; init; }

    public required StreamConnector Connect { get; init; }

    public required MarketMessageReader Messages { get; init; }

    public required IStreamObserver Observer { get; init; }

    public required TimeProvider Time { get; init; }

    public required Random Random { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>Null: nobody is asked whether the exchange is back.</summary>
    public required ExchangePulse? Pulse { get; init; }

    public required StreamSupervision Supervision { get; init; }

    /// <summary>Whether the exchange has news of some of these streams that have not come; null when nobody can say.</summary>
    public required Func<IReadOnlyCollection<string>, CancellationToken, Task<bool?>> IsMissingOut { get; init; }
}
