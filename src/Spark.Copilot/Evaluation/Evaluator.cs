using Spark.Copilot.Conversation;

namespace Spark.Copilot.Evaluation;

/// <summary>Puts every case to the chat and compares.</summary>
internal sealed class Evaluator(IChat chat, TimeProvider time)
{
    public async Task<List<EvalOutcome>> RunAsync(IReadOnlyList<EvalCase> cases, Action<EvalOutcome>? progress, CancellationToken ct)
    {
        var outcomes = new List<EvalOutcome>(cases.Count);
        foreach (var one in cases)
        {
            var outcome = await RunAsync(one, ct);
            outcomes.Add(outcome);
            progress?.Invoke(outcome);
        }
        return outcomes;
    }

    private async Task<EvalOutcome> RunAsync(EvalCase one, CancellationToken ct)
    {
        var latencies = new List<double>();
        ChatReply? last = null;
        foreach (var text in one.Turns)
        {
            var began = time.GetTimestamp();
            await foreach (var happened in chat.StreamAsync(new ChatRequest(text, last?.ConversationId), ct))
            {
                if (happened is ChatEvent.Done done) last = done.Reply;
            }
            latencies.Add(time.GetElapsedTime(began).TotalMilliseconds);
        }
        var got = Matching.Got(last!);
        var match = Matching.IsSame(one.Expected, got);
        return new EvalOutcome(one, got, match, !match && Safety.IsUnsafe(one.Expected, got), latencies);
    }
}
