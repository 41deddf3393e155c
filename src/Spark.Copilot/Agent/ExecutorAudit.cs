using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Copilot.Executor;

namespace Spark.Copilot.Agent;

/// <summary>The audit over the executor's REST; absent where no executor is, as in an evaluation.</summary>
internal sealed class ExecutorAudit(IServiceProvider services) : IAuditSource
{
    public async Task<IReadOnlyList<JsonObject>?> LatestAsync(int limit, CancellationToken ct)
    {
        if (services.GetService<ExecutorClient>() is not { } executor) return null;
        var outcome = await executor.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/audit?limit={limit}"), ct);
        return outcome.Succeeded && outcome.Body["records"] is JsonArray records ? [.. records.OfType<JsonObject>()] : null;
    }
}
