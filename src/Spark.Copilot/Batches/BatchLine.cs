using System.Text.Json;

namespace Spark.Copilot.Batches;

/// <summary>One line of a batch: an action, or what is wrong with the text.</summary>
/// <param name="Action">Undefined when <paramref name="Fault"/> is set.</param>
/// <param name="Fault">Why it can't be read.</param>
public readonly record struct BatchLine(JsonElement Action, string? Fault);
