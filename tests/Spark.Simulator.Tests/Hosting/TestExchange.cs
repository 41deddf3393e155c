using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using Spark.Simulator.Hosting;
using Spark.Simulator.Hosting.Control;

namespace Spark.Simulator.Tests.Hosting;

/// <summary>A running exchange on a free port, with a clock that stands until it is advanced.</summary>
internal sealed class TestExchange : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private TestExchange(WebApplication app, FakeTimeProvider time)
    {
        (_app, Time) = (app, time);
        Address = SimulatorApp.AddressOf(app);
        _http = new HttpClient { BaseAddress = Address };
    }

    public FakeTimeProvider Time { get; }

    public Uri Address { get; }

    public SimulatorControl Control => SimulatorApp.ControlOf(_app);

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public static async Task<TestExchange> StartAsync(string? dataFolder = null, FakeTimeProvider? time = null, Func<SimulatorSettings, SimulatorSettings>? change = null)
    {
        time ??= new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var settings = new SimulatorSettings { Urls = "http://127.0.0.1:0", DataFolder = dataFolder, Time = time };
        var app = SimulatorApp.Build(change is null ? settings : change(settings));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestExchange(app, time);
    }

    public Task<Answer> GetAsync(string pathAndQuery) => SendAsync(new HttpRequestMessage(HttpMethod.Get, pathAndQuery));

    public Task<Answer> SignedAsync(HttpMethod method, string path, string parameters = "", string key = "sim-key", string secret = "sim-secret")
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{parameters}{(parameters.Length > 0 ? "&" : "")}timestamp={Now}");
        return SignedTextAsync(method, path, text, key, secret);
    }

    public Task<Answer> SignedTextAsync(HttpMethod method, string path, string text, string key = "sim-key", string secret = "sim-secret")
    {
        var request = new HttpRequestMessage(method, $"{path}?{text}&signature={Sign(secret, text)}");
        request.Headers.Add("X-MBX-APIKEY", key);
        return SendAsync(request);
    }

    public Task<Answer> OrderAsync(string parameters, string key = "sim-key", string secret = "sim-secret") =>
        SignedAsync(HttpMethod.Post, "/fapi/v1/order", parameters, key, secret);

    public async Task<string> ListenKeyAsync()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/fapi/v1/listenKey");
        request.Headers.Add("X-MBX-APIKEY", "sim-key");
        return (await SendAsync(request)).Json.GetProperty("listenKey").GetString()!;
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
        }
    }

    /// <summary>Opens a socket that pings every <paramref name="pingEvery"/> and gives up without a pong twice as long after.</summary>
    public async Task<TestSocket> ConnectAsync(string path, TimeSpan? pingEvery = null)
    {
        var socket = new ClientWebSocket();
        if (pingEvery is { } often) (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (often, often * 2);
        await socket.ConnectAsync(new Uri($"ws://{Address.Authority}{path}"), TestContext.Current.CancellationToken);
        return new TestSocket(socket);
    }

    public static string Sign(string secret, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
