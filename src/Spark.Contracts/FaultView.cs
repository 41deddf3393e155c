using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>One fault of a request: where, and what is allowed there.</summary>
public sealed record FaultView(string Path, string Message)
{
    /// <summary>The same without words; absent where only the message tells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FaultCauseView? Cause { get; init; }
}
