using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Spark.Benchmarks.Executor;

/// <summary>What Kestrel alone does: an endpoint that answers nothing, and one that parses an order and echoes it.</summary>
internal static partial class KestrelPeer
{
    public static async Task<int> RunAsync(string[] options, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:" + options[0]);
        var app = builder.Build();
        app.MapGet("/empty", static () => Results.Ok());
        app.MapPost("/echo", static async context =>
        {
            var order = await context.Request.ReadFromJsonAsync(EchoJson.Default.EchoOrder, context.RequestAborted);
            await context.Response.WriteAsJsonAsync(order, EchoJson.Default.EchoOrder, cancellationToken: context.RequestAborted);
        });
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    /// <summary>The body of order.place.</summary>
    internal sealed record EchoOrder(string Symbol, string Side, string Type, decimal Quantity);

    [JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(EchoOrder))]
    private sealed partial class EchoJson : JsonSerializerContext;
}
