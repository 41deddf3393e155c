using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Spark.Browser.Tests;

/// <summary>An OpenAI-compatible server that begins to answer and never ends.</summary>
internal sealed class SlowModel : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SlowModel(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<SlowModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/chat/completions", async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("""data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"slow","choices":[{"index":0,"delta":{"role":"assistant","content":"Well, "}}]}""" + "\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await app.StartAsync();
        return new SlowModel(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
