using System.Net.Http.Headers;
using Spark.Contracts.Configuration;
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
        if (await RunningAsync(source, settings, ct) is { } running) return new Service(running, null, null);
        AgentPrompts.Load(AgentPrompts.Folder);
        var embedded = settings.Executor is null ? await EmbeddedServices.StartAsync(source, ServiceLogging.Silent.Executor, ct) : null;
        var app = CopilotApp.Build(settings, embedded?.Executor ?? settings.RemoteExecutor(), TimeProvider.System, ServiceLogging.Silent.Copilot);
        await ReadyAsync(app.Services, ct);
        return new Service(null, app, embedded);
    }

    /// <summary>A client of the copilot that runs where settings say, with this machine's own key if one is needed; null when none runs.</summary>
    public static async Task<HttpClient?> RunningAsync(SettingsSource source, CopilotSettings settings, CancellationToken ct)
    {
        foreach (var url in settings.Urls)
        {
            var client = ClientOf(url, source);
            if (await AnswersAsync(client, ct)) return client;
            client.Dispose();
        }
        return null;
    }

    /// <summary>A client of the copilot at <paramref name="url"/>.</summary>
    public static HttpClient ClientOf(Uri url, SettingsSource source)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = url, Timeout = Patience };
        if (OwnKey.Of(source) is { } key) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Waits for what was just started to hear from the exchange; where it can't within 10 s, its answers say why.</summary>
    public static async Task ReadyAsync(IServiceProvider services, CancellationToken ct)
    {
        var executor = services.GetRequiredService<ExecutorClient>();
        var began = TimeProvider.System.GetTimestamp();
        while (!await executor.IsReadyAsync(ct) && TimeProvider.System.GetElapsedTime(began) < ReadyWithin) await Task.Delay(Breath, TimeProvider.System, ct);
    }

    public async ValueTask DisposeAsync()
    {
        Running?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        if (_embedded is not null) await _embedded.DisposeAsync();
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
