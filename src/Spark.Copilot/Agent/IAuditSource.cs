using System.Text.Json.Nodes;

namespace Spark.Copilot.Agent;

/// <summary>Reads the executor's audit.</summary>
public interface IAuditSource
{
    /// <summary>The newest records, oldest first; null when it can't be read.</summary>
    Task<IReadOnlyList<JsonObject>?> LatestAsync(int limit, CancellationToken ct);
}
