using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Spark.Benchmarks.Copilot;

/// <summary>A model that takes no time: it calls one function and says no more. What a turn takes with it is the framework's and ours.</summary>
internal sealed class InstantModel : IChatCompletionService
{
    public const string Name = "instant";

    public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?>();

    public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null,
        Kernel? kernel = null, CancellationToken cancellationToken = default) => throw new NotSupportedException("Turns are streamed.");

    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null,
        Kernel? kernel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        // As a real one does, it has the functions written out for it.
        _ = executionSettings?.FunctionChoiceBehavior?.GetConfiguration(new(chatHistory) { Kernel = kernel });
        var call = new StreamingChatMessageContent(AuthorRole.Assistant, null);
        call.Items.Add(new StreamingFunctionCallUpdateContent("call-1", "futures-order_place", """{"symbol":"BTCUSDT","side":"BUY","quantity":0.001}""", 0));
        yield return call;
    }
}
