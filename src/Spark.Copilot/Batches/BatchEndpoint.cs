using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Spark.Copilot.Http;

namespace Spark.Copilot.Batches;

/// <summary><c>POST /copilot/actions/run</c>: a result line per action, written as soon as it is known.</summary>
internal static class BatchEndpoint
{
    private const string Lines = "application/x-ndjson";

    private const int MostInMemory = 256 * 1024;

    public static async Task RunAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query.Keys.FirstOrDefault(name => name is not ("mode" or "onError")) is { } unknown)
        {
            await context.InvalidAsync(unknown, $"'{unknown}' is not a query of this endpoint: allowed are mode and onError.");
        }
        else if (!BatchOptions.TryMode(query["mode"], out var mode)) await context.InvalidAsync("mode", $"mode '{query["mode"]}' is not validate, dryRun or execute.");
        else if (!BatchOptions.TryOnError(query["onError"], out var stop)) await context.InvalidAsync("onError", $"onError '{query["onError"]}' is not stop or continue.");
        else if (KeyOf(context.Request) is { } key && (key.Length is 0 or > BatchOptions.LongestKey || key.Any(char.IsControl)))
        {
            await context.InvalidAsync("Idempotency-Key", $"Idempotency-Key must have 1 to {BatchOptions.LongestKey} characters here, since each line's number is added to it.");
        }
        else if (!IsLines(context.Request) && !context.Request.HasJsonContentType())
        {
            await context.RefuseAsync(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "The body must be application/json or application/x-ndjson.");
        }
        else await StreamAsync(context, new BatchOptions(mode, stop, KeyOf(context.Request), CallerRole.MayAct(context)));
    }

    private static async Task StreamAsync(HttpContext context, BatchOptions options)
    {
        Unbound(context);
        context.Response.ContentType = Lines;
        var runner = context.RequestServices.GetRequiredService<BatchRunner>();
        var actions = BatchReader.ReadAsync(context.Request.Body, IsLines(context.Request), context.RequestAborted);
        await using var spool = new LineSpool(MostInMemory);
        var writing = WriteAsync(context, spool);
        try
        {
            await foreach (var line in runner.RunAsync(actions, options, context.RequestAborted)) spool.Add(Encoding.UTF8.GetBytes(line.ToJsonString(Answers.Readable) + "\n"));
        }
        finally
        {
            spool.Complete();
            await writing;
        }
    }

    // A batch may be of any length, and both sides may take their time: a line waits for the exchange, a client for a person.
    private static void Unbound(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } body) body.MinDataRate = null;
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } answer) answer.MinDataRate = null;
    }

    private static async Task WriteAsync(HttpContext context, LineSpool spool)
    {
        await foreach (var chunk in spool.ReadAsync(context.RequestAborted))
        {
            await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static bool IsLines(HttpRequest request) => request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() is Lines or "application/jsonl" or "application/ndjson";

    private static string? KeyOf(HttpRequest request) => request.Headers.TryGetValue("Idempotency-Key", out var key) ? key.ToString() : null;
}
