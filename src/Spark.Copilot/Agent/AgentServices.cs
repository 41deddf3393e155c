using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using Spark.Copilot.Batches;
using Spark.Copilot.Conversation;
using Spark.Copilot.Engines;
using Spark.Copilot.Executor;
using Spark.Copilot.Hosting;
using Spark.Copilot.Language;
using Spark.Copilot.Metrics;

namespace Spark.Copilot.Agent;

/// <summary>Registers the agent. What it can reach is the agent client; the confirming client is registered elsewhere and unknown here.</summary>
public static class AgentServices
{
    private const string ModelClient = "llm";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    public static IServiceCollection AddAgent(this IServiceCollection services, CopilotSettings settings, AgentPrompts prompts)
    {
        services.AddSingleton(prompts).AddSingleton(prompts.Texts).AddSingleton(prompts.Claims);
        services.AddSingleton(new SharedLexicon(prompts.Lexicon)).AddHostedService<ListedSymbols>();
        services.AddSingleton(provider => new MessageReader(provider.GetRequiredService<SharedLexicon>(), PositionLimitsReader.Read(settings.PositionSizes)));
        services.AddSingleton<WarmUp>().AddHostedService(provider => provider.GetRequiredService<WarmUp>());
        services.AddSingleton<IAuditSource, ExecutorAudit>().AddSingleton<Explainer>();
        services.AddSingleton<Phrasing>().AddSingleton<CardMaker>().AddSingleton<OfflineEngine>().AddSingleton<TurnLoop>();
        services.AddConversations(settings).AddSingleton<Chat>().AddSingleton<BatchRunner>().AddSingleton<CopilotMetrics>();
        services.AddSingleton<IChat>(provider => new MeteredChat(provider.GetRequiredService<Chat>(), provider.GetRequiredService<CopilotMetrics>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IActionRunner>(provider => provider.GetRequiredService<ExecutorClient>());
        services.AddSingleton<IFunctionInvocationFilter, CallAudit>();
        services.AddSingleton(provider => new EngineSet(ModelOf(settings.Llm, provider), new Engine(Engine.OfflineName, provider.GetRequiredService<OfflineEngine>())));
        if (settings.Llm is { } llm) services.AddModelClient(llm);
        return services;
    }

    private static void AddModelClient(this IServiceCollection services, LlmSettings llm) =>
        services.AddHttpClient(ModelClient).AddStandardResilienceHandler(options =>
        {
            options.Retry.MaxRetryAttempts = 2;
            options.Retry.Delay = RetryDelay;
            options.AttemptTimeout.Timeout = llm.AttemptTimeout;
            options.TotalRequestTimeout.Timeout = llm.AttemptTimeout * 3;
            options.CircuitBreaker.SamplingDuration = llm.AttemptTimeout * 3;
        });

    private static Engine? ModelOf(LlmSettings? llm, IServiceProvider provider)
    {
        if (llm is null) return null;
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(ModelClient);
        http.Timeout = llm.AttemptTimeout * 4;
        var model = new OpenAIChatCompletionService(llm.Model, llm.Endpoint, llm.ApiKey, httpClient: http);
        return new Engine(llm.Model, new MeteredModel(model, provider.GetRequiredService<CopilotMetrics>())) { Patience = llm.AttemptTimeout * 3 };
    }
}
