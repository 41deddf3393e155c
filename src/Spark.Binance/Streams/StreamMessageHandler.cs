namespace Spark.Binance.Streams;

/// <summary>Takes one whole message; the bytes are valid only during the call.</summary>
public delegate void StreamMessageHandler(ReadOnlySpan<byte> utf8);
