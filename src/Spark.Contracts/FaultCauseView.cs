using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>What is wrong with a field, without words: such as <c>notAllowed</c>, <c>-1</c>, <c>positive</c>.</summary>
public sealed record FaultCauseView(string Code)
{
    /// <summary>What was given, as JSON.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Value { get; init; }

    /// <summary>What is allowed: a kind of value, a list of names, or another field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Allowed { get; init; }
}
