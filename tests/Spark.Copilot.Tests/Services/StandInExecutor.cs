using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Tests.Services;

/// <summary>A server on loopback that answers as the test says, in the executor's place.</summary>
internal sealed class StandInExecutor : IAsyncDisposable
{
    public const string AgentKey = "agent-key-of-this-run";

    private readonly WebApplication _app;

    private StandInExecutor(WebApplication app) => _app = app;

    public ExecutorAddress Address => new(new Uri(_app.Urls.First()), AgentKey);

    public static async Task<StandInExecutor> StartAsync(RequestDelegate answer, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        // Asked by itself at every start, and no business of the tests.
        app.Run(context => context.Request.Path == "/futures/symbols" ? Results.NotFound().ExecuteAsync(context) : answer(context));
        await app.StartAsync(ct);
        return new StandInExecutor(app);
    }

    /// <summary>Answers every path with this body.</summary>
    public static Task<StandInExecutor> SayingAsync(string body, CancellationToken ct, int status = 200, string type = "application/json") => StartAsync(
        context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body, context.RequestAborted);
        }, ct);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
