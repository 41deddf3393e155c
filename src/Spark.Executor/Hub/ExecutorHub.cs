namespace Spark.Executor.Hub;

/// <summary>Events of the account, the streams and the market, as they happen. Clients only listen.</summary>
public sealed class ExecutorHub : Microsoft.AspNetCore.SignalR.Hub;
