using Spark.Binance.Streams.User;

namespace Spark.Executor.Streams;

/// <summary>An event of the user stream, or, without one, a new connection.</summary>
internal readonly record struct UserStreamItem(UserEvent? Event, bool IsReconnect);
