namespace Spark.Copilot.Hosting;

/// <summary>A service that was to run in this process can't; the message is one line for a person.</summary>
public sealed class EmbeddingException(string message, Exception inner) : Exception(message, inner);
