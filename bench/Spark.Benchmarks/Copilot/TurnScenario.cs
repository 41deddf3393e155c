using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Spark.Copilot.Agent;
using Spark.Copilot.Conversation;
using Spark.Copilot.Engines;
using Spark.Copilot.Hosting;

namespace Spark.Benchmarks.Copilot;

/// <summary>The agent as the service builds it, on an executor that answers at once and, where asked for, a model that does.</summary>
internal sealed class TurnScenario : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IChat _chat;
    private readonly string _engine;

    public TurnScenario(InstantModel? model)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(TimeProvider.System);
        services.AddAgent(new CopilotSettings { Urls = [], Executor = null, AgentKey = null, ApiKeys = [], DataFolder = "", Llm = null }, AgentPrompts.Load(AgentPrompts.Folder));
        services.AddSingleton<IActionRunner>(new InstantExecutor());
        if (model is not null) services.AddSingleton(provider => new EngineSet(new Engine(InstantModel.Name, model), new Engine(Engine.OfflineName, provider.GetRequiredService<OfflineEngine>())));
        _engine = model is null ? Engine.OfflineName : InstantModel.Name;
        _services = services.BuildServiceProvider();
        _chat = _services.GetRequiredService<IChat>();
    }

    /// <summary>One message of a new conversation, to its last event; ms.</summary>
    public async Task<double> TurnAsync(string message, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        ChatEvent? last = null;
        await foreach (var happened in _chat.StreamAsync(new ChatRequest(message), ct)) last = happened;
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        // A turn that fell back to the other engine, or proposed nothing, is not the one that is timed.
        if (last is not ChatEvent.Done { Reply: { Actions.Count: > 0 } reply } || reply.Engine != _engine) throw new InvalidOperationException($"'{message}' was not read by the {_engine} engine: {last}");
        return took;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class InstantExecutor : IActionRunner
    {
        public Task<ActionOutcome> RunAsync(ActionCard card, CancellationToken ct) => Task.FromResult(new ActionOutcome(200, new JsonObject { ["ok"] = true }));

        public Task<ActionOutcome> CheckAsync(ActionCard card, CancellationToken ct) => RunAsync(card, ct);
    }
}
