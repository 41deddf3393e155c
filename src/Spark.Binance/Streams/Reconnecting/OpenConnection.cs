namespace Spark.Binance.Streams.Reconnecting;

/// <summary>Opens a connection, asks for everything wanted and hands every message on.</summary>
internal delegate Task<ILiveConnection> OpenConnection(StreamMessageHandler onMessage, CancellationToken ct);
