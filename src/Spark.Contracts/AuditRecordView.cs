using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>One append-only audit record. <see cref="Hash"/> chains it to the one before.</summary>
public sealed record AuditRecordView
{
    public required long Seq { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Kind { get; init; }

    public required string Actor { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Data { get; init; }

    public required string Hash { get; init; }
}
