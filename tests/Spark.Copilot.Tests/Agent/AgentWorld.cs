using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spark.Copilot.Agent;
using Spark.Copilot.Conversation;
using Spark.Copilot.Engines;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Tests.Agent;

/// <summary>The agent as the service builds it, with a runner that remembers and, if the test likes, a scripted model.</summary>
internal sealed class AgentWorld : IAsyncDisposable
{
    public const string ModelName = "scripted";

    private readonly ServiceProvider _services;

    private AgentWorld(ServiceProvider services, RecordingRunner runner) => (_services, Runner) = (services, runner);

    public RecordingRunner Runner { get; }

    public IServiceProvider Services => _services;

    public static AgentWorld Offline() => Build(null, null);

    public static AgentWorld With(ScriptedModel model) => Build(model, null);

    public static AgentWorld At(LlmSettings llm) => Build(null, llm);

    public static AgentWorld At(LlmSettings llm, string agentKey, Microsoft.Extensions.Logging.ILoggerProvider logs) => Build(null, llm, agentKey, logs);

    public Task<ChatReply> SayAsync(string message, CancellationToken ct) => SayAsync(message, null, ct);

    public async Task<ChatReply> SayAsync(string message, string? conversationId, CancellationToken ct)
    {
        var events = await EventsAsync(new ChatRequest(message, conversationId), ct);
        return ((ChatEvent.Done)events[^1]).Reply;
    }

    public async Task<List<ChatEvent>> EventsAsync(ChatRequest request, CancellationToken ct)
    {
        var events = new List<ChatEvent>();
        await foreach (var happened in _services.GetRequiredService<IChat>().StreamAsync(request, ct)) events.Add(happened);
        return events;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static AgentWorld Build(ScriptedModel? model, LlmSettings? llm, string? agentKey = null, Microsoft.Extensions.Logging.ILoggerProvider? logs = null)
    {
        var runner = new RecordingRunner();
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            if (logs is not null) logging.AddProvider(logs).SetMinimumLevel(Microsoft.Extensions.Logging.LogLevel.Trace);
        }).AddSingleton(TimeProvider.System);
        services.AddAgent(Settings(llm, agentKey), Loaded.Prompts);
        services.AddSingleton<IActionRunner>(runner);
        if (model is not null)
        {
            services.AddSingleton(provider => new EngineSet(
                new Engine(ModelName, model), new Engine(Engine.OfflineName, provider.GetRequiredService<OfflineEngine>())));
        }
        return new AgentWorld(services.BuildServiceProvider(), runner);
    }

    private static CopilotSettings Settings(LlmSettings? llm, string? agentKey) => new()
    {
        Urls = [],
        Executor = null,
        AgentKey = agentKey,
        ApiKeys = [],
        DataFolder = "",
        Llm = llm,
    };
}
