namespace Spark.Binance.Streams;

/// <summary>Opens a connection to an address; a failure is an exception of the network's own kinds.</summary>
public delegate Task<IStreamConnection> StreamConnector(Uri address, CancellationToken ct);
