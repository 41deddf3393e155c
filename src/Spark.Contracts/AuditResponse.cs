using System.Text.Json.Serialization;

namespace Spark.Contracts;

public sealed record AuditResponse : SparkResponse
{
    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<AuditRecordView> Records { get; init; }

    /// <summary>Pass it as <c>after</c> to read on; null when nothing was read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Next { get; init; }
}
