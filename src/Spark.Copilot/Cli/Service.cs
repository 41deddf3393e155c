using Spark.Copilot.Agent;
using Spark.Copilot.Executor;
using Spark.Copilot.Hosting;
using Spark.Copilot.Hosting.Embedded;

namespace Spark.Copilot.Cli;

/// <summary>The service behind a one-shot command: one that runs already, or one in this process for as long as the command takes.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private readonly EmbeddedServices? _embedded;
    private readonly WebApplication? _app;

    private Service(HttpClient? running, WebApplication? app, EmbeddedServices? embedded) => (Running, _app, _embedded) = (running, app, embedded);

    /// <summary>A copilot that runs; null: <see cref="Services"/> are in this process.</summary>
    public HttpClient? Running { get; }

    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("The service runs elsewhere.");

    public static async Task<Service> FindAsync(CliIo io, CancellationToken ct)
    {
        var source = io.Settings();
        var settings = CopilotSettingsReader.Read(source);
        foreach (var url in settings.Urls)
        {
            var client = new HttpClient { BaseAddress = url, Timeout = Patience };
            if (await AnswersAsync(client, ct)) return new Service(client, null, null);
            client.Dispose();
        }
        AgentPrompts.Load(AgentPrompts.Folder);
        var embedded = settings.Executor is null ? await EmbeddedServices.StartAsync(source, Quiet, ct) : null;
        var app = CopilotApp.Build(settings, embedded?.Executor ?? settings.RemoteExecutor(), TimeProvider.System, Quiet);
        await ReadyAsync(app.Services.GetRequiredService<ExecutorClient>(), ct);
        return new Service(null, app, embedded);
    }

    public async ValueTask DisposeAsync()
    {
        Running?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        if (_embedded is not null) await _embedded.DisposeAsync();
    }

    private static void Quiet(WebApplicationBuilder builder) => builder.Logging.ClearProviders();

    // What was just started has to hear from the exchange first; where it can't, its answers say why.
    private static async Task ReadyAsync(ExecutorClient executor, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await executor.IsReadyAsync(ct) && TimeProvider.System.GetElapsedTime(began) < ReadyWithin) await Task.Delay(Breath, TimeProvider.System, ct);
    }

    private static async Task<bool> AnswersAsync(HttpClient client, CancellationToken ct)
    {
        try
        {
            using var answer = await client.GetAsync("/healthz", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
