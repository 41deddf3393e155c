using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Spark.Contracts.Security;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Tests.Services;

/// <summary>The copilot's service on a real socket.</summary>
internal sealed class RunningCopilot : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningCopilot(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static Task<RunningCopilot> StartAsync(ExecutorAddress executor, CancellationToken ct, TimeProvider? time = null, params ApiKeyEntry[] keys) =>
        StartAsync(executor, settings => settings with { ApiKeys = keys }, null, ct, time);

    /// <summary>With other settings, and services that go first.</summary>
    public static async Task<RunningCopilot> StartAsync(
        ExecutorAddress executor, Func<CopilotSettings, CopilotSettings> with, Action<WebApplicationBuilder>? configure, CancellationToken ct, TimeProvider? time = null)
    {
        var address = FreeAddress();
        var settings = with(new CopilotSettings { Urls = [address], Executor = null, AgentKey = null, ApiKeys = [], DataFolder = "" });
        var app = CopilotApp.Build(settings, executor, time ?? TimeProvider.System, builder =>
        {
            builder.Logging.ClearProviders();
            configure?.Invoke(builder);
        });
        await app.StartAsync(ct);
        return new RunningCopilot(app, address) { Http = { BaseAddress = address } };
    }

    /// <summary>An address where nobody answers.</summary>
    public static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}"));
    }

    public async Task<string> PageAsync(CancellationToken ct) => await Http.GetStringAsync("/status", ct);

    public async Task<HttpStatusCode> StatusAsync(string path, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Http.SendAsync(request, ct);
        return answer.StatusCode;
    }

    /// <summary>The status line of a request with exactly these header lines, repeated ones included.</summary>
    public async Task<string> RawAsync(string path, IReadOnlyList<string> headers, CancellationToken ct)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port, ct);
        await using var stream = socket.GetStream();
        var text = $"GET {path} HTTP/1.1\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Connection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), ct);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(ct) ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
