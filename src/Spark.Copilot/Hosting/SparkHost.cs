using Spark.Contracts.Configuration;
using Spark.Copilot.Conversation;
using Spark.Copilot.Hosting.Embedded;

namespace Spark.Copilot.Hosting;

/// <summary>The whole service in this process, listening: the copilot, and the executor and exchange that settings ask for.</summary>
internal sealed class SparkHost : IAsyncDisposable
{
    private readonly EmbeddedServices? _embedded;

    private SparkHost(CopilotSettings settings, WebApplication app, ExecutorAddress executor, EmbeddedServices? embedded) =>
        (Settings, App, Executor, _embedded) = (settings, app, executor, embedded);

    public CopilotSettings Settings { get; }

    public WebApplication App { get; }

    public ExecutorAddress Executor { get; }

    public EmbeddedDescription? Embedded => _embedded?.Description;

    /// <exception cref="SettingsException">A setting can't be used.</exception>
    /// <exception cref="EmbeddingException">A service can't start.</exception>
    /// <exception cref="Language.PromptException">A prompt is missing or can't be used.</exception>
    public static async Task<SparkHost> StartAsync(SettingsSource source, ServiceLogging logging, CancellationToken ct)
    {
        var read = CopilotSettingsReader.Read(source);
        var settings = read with { ConversationsFile = Path.Combine(read.DataFolder, "copilot", "conversations.db") };
        // Reading the prompts takes a while, and so does starting the others: neither waits for the other.
        var reading = Task.Run(() => Agent.AgentPrompts.Load(Agent.AgentPrompts.Folder), ct);
        var embedded = settings.Executor is null ? await EmbeddedServices.StartAsync(source, logging.Executor, ct) : null;
        WebApplication? app = null;
        try
        {
            var executor = embedded?.Executor ?? settings.RemoteExecutor();
            app = CopilotApp.Build(settings, executor, TimeProvider.System, logging.Copilot, embedded?.Confirm ?? settings.RemoteConfirm(), await reading);
            app.Services.GetRequiredService<Conversations>().Check();
            await app.StartAsync(ct);
            return new SparkHost(settings, app, executor, embedded);
        }
        catch
        {
            if (app is not null) await app.DisposeAsync();
            if (embedded is not null) await embedded.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_embedded is not null) await _embedded.DisposeAsync();
    }
}
