using System.Text.Json.Nodes;

namespace Spark.Copilot.Evaluation;

/// <summary>One line of an evaluation file.</summary>
internal sealed record EvalCase(string Id, string Language, IReadOnlyList<string> Turns, JsonObject Expected)
{
    /// <summary><c>order</c> of <c>tr-order-001</c>.</summary>
    public string Category => Id.Split('-') is { Length: > 2 } parts ? string.Join('-', parts[1..^1]) : Id;
}
