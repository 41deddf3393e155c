using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Tests.Agent;

/// <summary>Stands where the executor is, and remembers what reached it.</summary>
internal sealed class RecordingRunner : IActionRunner
{
    public List<ActionCard> Ran { get; } = [];

    public Func<ActionCard, JsonObject> Answer { get; set; } = _ => new JsonObject { ["ok"] = true };

    public Task<ActionOutcome> RunAsync(ActionCard card, CancellationToken ct)
    {
        Ran.Add(card);
        return Task.FromResult(new ActionOutcome(200, Answer(card)));
    }

    public Task<ActionOutcome> CheckAsync(ActionCard card, CancellationToken ct) => Task.FromResult(new ActionOutcome(200, Answer(card)));
}
