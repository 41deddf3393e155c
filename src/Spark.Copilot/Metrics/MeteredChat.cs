using System.Runtime.CompilerServices;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Metrics;

/// <summary>Counts what a chat answers.</summary>
internal sealed class MeteredChat(IChat chat, CopilotMetrics metrics, TimeProvider time) : IChat
{
    public async IAsyncEnumerable<ChatEvent> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var accepted = false;
        var answered = false;
        try
        {
            await foreach (var happened in chat.StreamAsync(request, ct))
            {
                accepted = true;
                if (happened is ChatEvent.Done { Reply: var reply })
                {
                    answered = true;
                    metrics.Answered(reply, time.GetElapsedTime(began));
                }
                yield return happened;
            }
        }
        finally
        {
            if (accepted && !answered) metrics.Broken(request.Language);
        }
    }
}
