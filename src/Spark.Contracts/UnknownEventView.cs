namespace Spark.Contracts;

/// <summary>An event of the user stream that this build has no shape for.</summary>
/// <param name="Type">The event's own name; empty when it has none.</param>
/// <param name="At">When it was received.</param>
/// <param name="Raw">The first 500 characters of the message, cleared of anything that looks like a key.</param>
public sealed record UnknownEventView(string Type, DateTimeOffset At, string Raw);
