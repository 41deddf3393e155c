using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Spark.Copilot.Agent;
using Spark.Copilot.Language;
using Spark.Copilot.Plugins;

namespace Spark.Copilot.Engines;

/// <summary>
/// Reads messages by itself: no network, no model, the same words give the same calls. It sees what a model sees and keeps to what it is
/// offered.
/// </summary>
internal sealed class OfflineEngine(MessageReader reader, Phrasing phrasing, Texts texts) : IChatCompletionService
{
    /// <summary>Under this key a user message may carry its <see cref="Heard"/>, so that it isn't read twice.</summary>
    public const string HeardKey = "heard";

    /// <summary>Results with this key are the loop's own word on a call that did nothing: they are never told as something done.</summary>
    public const string ProposedKey = "proposed";

    private const int Window = 8;

    public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?>();

    public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ChatMessageContent>>([Answer(chatHistory, Offered(chatHistory, executionSettings, kernel))]);

    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory,
        PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var answer = Answer(chatHistory, Offered(chatHistory, executionSettings, kernel));
        if (answer.Content is { Length: > 0 } text) yield return new StreamingChatMessageContent(AuthorRole.Assistant, text);
        var index = 0;
        foreach (var call in answer.Items.OfType<FunctionCallContent>())
        {
            var chunk = new StreamingChatMessageContent(AuthorRole.Assistant, null);
            var arguments = new JsonObject(call.Arguments!.Select(pair => KeyValuePair.Create(pair.Key, ((JsonNode?)pair.Value)?.DeepClone())));
            chunk.Items.Add(new StreamingFunctionCallUpdateContent(call.Id, call.PluginName + "-" + call.FunctionName, arguments.ToJsonString(), index++));
            yield return chunk;
        }
        await Task.CompletedTask;
    }

    private static HashSet<KernelFunction> Offered(ChatHistory history, PromptExecutionSettings? settings, Kernel? kernel)
    {
        var configuration = kernel is null ? null : settings?.FunctionChoiceBehavior?.GetConfiguration(new(history) { Kernel = kernel });
        return configuration is null || configuration.Choice == FunctionChoice.None ? [] : [.. configuration.Functions ?? []];
    }

    private ChatMessageContent Answer(ChatHistory history, HashSet<KernelFunction> offered)
    {
        var last = history.Select((message, at) => (message, at)).LastOrDefault(pair => pair.message.Role == AuthorRole.User);
        if (last.message is null) return Say("");
        var heard = last.message.Metadata?.GetValueOrDefault(HeardKey) as Heard ?? Hear(history);
        return last.at < history.Count - 1 ? Say(Tell(heard.Language, history.Skip(last.at + 1))) : Call(heard, offered);
    }

    // Without what earlier turns left behind it is read again from their words.
    private Heard Hear(ChatHistory history)
    {
        var words = history.Where(message => message.Role == AuthorRole.User).Select(message => message.Content ?? "").TakeLast(Window).ToList();
        var dialogue = words.SkipLast(1).Aggregate(Dialogue.Empty, (before, text) => reader.Read(text, before).After);
        return reader.Hear(words[^1], dialogue);
    }

    private ChatMessageContent Call(Heard heard, HashSet<KernelFunction> offered) => heard.Reading switch
    {
        Reading.Actions actions => Calls(actions.Drafts.Select(draft => CallOf(draft)), offered),
        Reading.Ask ask => Calls([(PersonPlugin.Ask, new KernelArguments
        {
            ["missing"] = new JsonArray([.. ask.Missing.Select(name => JsonValue.Create(name))]),
            ["question"] = JsonValue.Create(phrasing.Ask(heard.Language, ask.Missing)),
        })], offered),
        Reading.Refuse refuse => Calls([(PersonPlugin.Refuse, new KernelArguments { ["code"] = JsonValue.Create(refuse.Code) })], offered),
        _ => Say(texts.Say(heard.Language, "nothing")),
    };

    private static (KernelFunction Function, KernelArguments Arguments) CallOf(Draft draft)
    {
        var arguments = new KernelArguments();
        foreach (var (name, value) in draft.Params) arguments[name] = value?.DeepClone();
        if (draft.DryRun is { } dryRun) arguments["dryRun"] = JsonValue.Create(dryRun);
        return (ActionPlugins.Of(draft.Path).Function, arguments);
    }

    private static ChatMessageContent Calls(IEnumerable<(KernelFunction Function, KernelArguments Arguments)> calls, HashSet<KernelFunction> offered)
    {
        var message = new ChatMessageContent(AuthorRole.Assistant, (string?)null);
        var number = 0;
        foreach (var (function, arguments) in calls)
        {
            if (!offered.Any(other => other.Name == function.Name && other.PluginName == function.PluginName)) continue;
            message.Items.Add(new FunctionCallContent(function.Name, function.PluginName, $"offline-{++number}", arguments));
        }
        return message;
    }

    private string Tell(SpokenLanguage language, IEnumerable<ChatMessageContent> since)
    {
        var told = new List<string>();
        foreach (var result in since.SelectMany(message => message.Items).OfType<FunctionResultContent>())
        {
            if (Find(result) is not { } action || Parse(result.Result) is not { } body || body.ContainsKey(ProposedKey)) continue;
            told.Add(phrasing.Ran(language, action.Definition.Path, body));
        }
        return string.Join('\n', told);
    }

    private static ActionFunction? Find(FunctionResultContent result) =>
        ActionPlugins.All.FirstOrDefault(action => action.Function.Name == result.FunctionName && action.Function.PluginName == result.PluginName);

    private static JsonObject? Parse(object? result)
    {
        try
        {
            return result is string { Length: > 0 } text && text[0] == '{' ? JsonNode.Parse(text) as JsonObject : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null; // A result that was cut short for a model is not phrased.
        }
    }

    private static ChatMessageContent Say(string text) => new(AuthorRole.Assistant, text);
}
