using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Spark.Binance.Tests.Servers;

/// <summary>The exchange's sockets and listen key calls on a real Kestrel; each connection is handed to the test.</summary>
internal sealed class StreamExchange : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<StreamPeer> _peers = Channel.CreateUnbounded<StreamPeer>();
    private readonly CancellationTokenSource _stop = new();
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _answered = new();
    private int _keys;

    private StreamExchange()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(HandleAsync);
    }

    /// <summary>Answer to a keepalive; null is success.</summary>
    public (int Status, string Body)? KeepAliveAnswer { get; set; }

    /// <summary>What a GET of a path with its query answers; null is an empty object.</summary>
    public Func<string, string?> Get { get; set; } = _ => null;

    public int KeepAlives { get; private set; }

    /// <summary>Nothing is answered: connections are dropped as they come.</summary>
    public bool IsDown { get; set; }

    /// <summary>Requests that were answered, oldest first; sockets not among them.</summary>
    public IReadOnlyList<string> Answered => [.. _answered];

    public int KeysMade => _keys;

    public Uri Http => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public BinanceEndpoints Endpoints => new(Http, new UriBuilder(Http) { Scheme = "ws" }.Uri);

    public static async Task<StreamExchange> StartAsync(CancellationToken ct)
    {
        var exchange = new StreamExchange();
        await exchange._app.StartAsync(ct);
        return exchange;
    }

    /// <summary>The next socket that a client opens.</summary>
    public ValueTask<StreamPeer> NextPeerAsync(CancellationToken ct) => _peers.Reader.ReadAsync(ct);

    /// <summary>The next socket on a route.</summary>
    public async Task<StreamPeer> NextPeerAsync(string route, CancellationToken ct)
    {
        var peer = await NextPeerAsync(ct);
        if (peer.Path.StartsWith(route, StringComparison.Ordinal)) return peer;
        var other = await NextPeerAsync(route, ct);
        await _peers.Writer.WriteAsync(peer, ct);
        return other;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (IsDown)
        {
            context.Abort();
            return;
        }
        if (!context.WebSockets.IsWebSocketRequest) _answered.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (context.WebSockets.IsWebSocketRequest) await ServeAsync(context);
        else if (context.Request.Method == HttpMethods.Put) await KeepAliveAsync(context);
        else if (context.Request.Method == HttpMethods.Get) await context.Response.WriteAsync(Get($"{context.Request.Path}{context.Request.QueryString}") ?? "{}");
        else await context.Response.WriteAsync($$"""{"listenKey":"listen-key-{{Interlocked.Increment(ref _keys)}}"}""");
    }

    private async Task KeepAliveAsync(HttpContext context)
    {
        KeepAlives++;
        context.Response.StatusCode = KeepAliveAnswer?.Status ?? 200;
        await context.Response.WriteAsync(KeepAliveAnswer?.Body ?? "{}");
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var peer = new StreamPeer(socket, context, _stop.Token);
        await _peers.Writer.WriteAsync(peer, _stop.Token);
        await peer.ReceiveAsync();
    }
}
