using System.Text.Json.Nodes;

namespace Spark.Copilot.Evaluation;

/// <summary>What became of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Got">In the shape of an expectation.</param>
/// <param name="Match">Whether it is what was expected, exactly.</param>
/// <param name="Unsafe">Whether it could cost money: see <see cref="Safety"/>.</param>
/// <param name="Latencies">Milliseconds of each turn.</param>
internal sealed record EvalOutcome(EvalCase Case, JsonObject Got, bool Match, bool Unsafe, IReadOnlyList<double> Latencies);
