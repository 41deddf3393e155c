using Spark.Contracts.Security;

namespace Spark.Executor.Security;

/// <summary>The keys of the copilot's two clients: <paramref name="Agent"/> for everything a model, a batch or MCP does, <paramref name="Confirm"/> for the confirmation page alone.</summary>
public sealed record ServiceKeys(ApiKey Agent, ApiKey Confirm);
