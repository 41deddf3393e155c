namespace Spark.Simulator.Hosting.Streams;

/// <summary>Bytes for a socket. A droppable one is stale as soon as the next of its kind is there.</summary>
internal readonly record struct StreamFrame(ReadOnlyMemory<byte> Bytes, bool Droppable);
