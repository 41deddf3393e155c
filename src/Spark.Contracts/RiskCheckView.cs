using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>One risk check with its numbers. A null observation means that the datum is missing, which refuses.</summary>
public sealed record RiskCheckView(string Name, bool Passed, decimal? Limit, decimal? Observed)
{
    /// <summary>The error code that a failure of this check answers with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>Which of a check's several faults it was, such as <c>quantityOffStep</c>; <c>missing</c> when a datum was not there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Fault { get; init; }
}
