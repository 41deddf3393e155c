namespace Spark.Copilot.Conversation;

/// <summary>Sends an action to the executor as the agent: it may read, simulate and propose, never confirm.</summary>
public interface IActionRunner
{
    /// <summary>A live action comes back as 428 with the page where a person may confirm it.</summary>
    Task<ActionOutcome> RunAsync(ActionCard card, CancellationToken ct);

    /// <summary>Simulates the card whatever it says, to see its checks before anybody runs it. It has no effect.</summary>
    Task<ActionOutcome> CheckAsync(ActionCard card, CancellationToken ct);
}
