using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Spark.Copilot.Tests.Agent;

/// <summary>A model that says what the test says, round by round, and remembers what it was shown.</summary>
internal sealed class ScriptedModel(params ChatMessageContent[] answers) : IChatCompletionService
{
    private int _round;

    public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?>();

    /// <summary>Functions offered in each round, as <c>plugin-function</c>.</summary>
    public List<HashSet<string>> Offered { get; } = [];

    /// <summary>The conversation as it was in the last round.</summary>
    public ChatHistory Seen { get; private set; } = [];

    public static ChatMessageContent Says(string text) => new(AuthorRole.Assistant, text);

    public static ChatMessageContent Calls(params (string Function, string Json)[] calls)
    {
        var message = new ChatMessageContent(AuthorRole.Assistant, (string?)null);
        foreach (var (function, json) in calls) message.Items.Add(new FunctionCallContent(function, null, $"call-{message.Items.Count + 1}") { Metadata = new Dictionary<string, object?> { ["json"] = json } });
        return message;
    }

    public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The loop streams.");

    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory,
        PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        Seen = [.. chatHistory];
        var configuration = executionSettings!.FunctionChoiceBehavior!.GetConfiguration(new(chatHistory) { Kernel = kernel });
        Offered.Add([.. (configuration.Functions ?? []).Select(function => $"{function.PluginName}-{function.Name}")]);
        var answer = answers[Math.Min(_round++, answers.Length - 1)];
        if (answer.Content is { Length: > 0 } text) yield return new StreamingChatMessageContent(AuthorRole.Assistant, text);
        var index = 0;
        foreach (var call in answer.Items.OfType<FunctionCallContent>())
        {
            var chunk = new StreamingChatMessageContent(AuthorRole.Assistant, null);
            chunk.Items.Add(new StreamingFunctionCallUpdateContent(call.Id, call.FunctionName, (string)call.Metadata!["json"]!, index++));
            yield return chunk;
        }
    }
}
