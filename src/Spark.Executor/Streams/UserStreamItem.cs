using Spark.Binance.Streams.User;

namespace Spark.Executor.Streams;

/// <summary>An event of the user stream, or, without one, a new connection.</summary>
/// <param name="Event">What happened.</param>
/// <param name="IsReconnect">There was a connection before.</param>
/// <param name="Connection">The number of the newest connection that this tells of.</param>
internal readonly record struct UserStreamItem(UserEvent? Event, bool IsReconnect, long Connection);
