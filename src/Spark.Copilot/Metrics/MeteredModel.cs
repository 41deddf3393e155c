using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using ChatTokenUsage = OpenAI.Chat.ChatTokenUsage;

namespace Spark.Copilot.Metrics;

/// <summary>Counts the tokens that a model's server says it used.</summary>
internal sealed class MeteredModel(IChatCompletionService model, CopilotMetrics metrics) : IChatCompletionService
{
    private const string UsageKey = "Usage";

    public IReadOnlyDictionary<string, object?> Attributes => model.Attributes;

    public async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
    {
        var contents = await model.GetChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken);
        foreach (var content in contents) Count(content.Metadata);
        return contents;
    }

    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in model.GetStreamingChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken))
        {
            Count(update.Metadata);
            yield return update;
        }
    }

    private void Count(IReadOnlyDictionary<string, object?>? metadata)
    {
        if (metadata is not null && metadata.TryGetValue(UsageKey, out var usage) && usage is ChatTokenUsage tokens) metrics.Tokens(tokens.InputTokenCount, tokens.OutputTokenCount);
    }
}
