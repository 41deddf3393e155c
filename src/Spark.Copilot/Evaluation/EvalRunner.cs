using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Evaluation;

/// <summary>Stands in for the executor while reading is judged: everything that runs at once has run, and nothing was touched.</summary>
internal sealed class EvalRunner : IActionRunner
{
    public Task<ActionOutcome> RunAsync(ActionCard card, CancellationToken ct) => Task.FromResult(new ActionOutcome(200, new JsonObject { ["ok"] = true }));

    public Task<ActionOutcome> CheckAsync(ActionCard card, CancellationToken ct) => RunAsync(card, ct);
}
