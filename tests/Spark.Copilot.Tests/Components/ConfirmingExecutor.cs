using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Spark.Contracts;
using Spark.Copilot.Confirmations;

namespace Spark.Copilot.Tests.Components;

/// <summary>A server that answers <c>/confirmations/{id}</c> as the executor does, over a real socket.</summary>
internal sealed class ConfirmingExecutor : IAsyncDisposable
{
    public const string Key = "the-confirming-key-of-this-test";

    private readonly WebApplication _app;

    private ConfirmingExecutor(WebApplication app) => _app = app;

    public ConfirmAddress Address => new(new Uri(_app.Urls.First()), Key);

    /// <summary>What is pending; null: there is nothing, for the reason in <see cref="WhyGone"/>.</summary>
    public ConfirmationResponse? Pending { get; set; }

    /// <summary>Others, by their ids.</summary>
    public Dictionary<string, ConfirmationResponse> PendingById { get; } = [];

    /// <summary>Answers to the confirmations of those.</summary>
    public Dictionary<string, (int Status, JsonObject Body)> AnswersById { get; } = [];

    /// <summary>Ids of every confirmation that arrived, in order.</summary>
    public ConcurrentQueue<string> Confirmed { get; } = [];

    public string WhyGone { get; set; } = "unknown";

    /// <summary>The answer to the next confirmation.</summary>
    public (int Status, JsonObject Body) Answer { get; set; } = (200, new JsonObject { ["dryRun"] = false, ["ack"] = true });

    /// <summary>Whether the connection is cut instead of an answer.</summary>
    public bool Cuts { get; set; }

    /// <summary>Confirmers of every confirmation that arrived.</summary>
    public ConcurrentQueue<string?> Confirmers { get; } = [];

    public static async Task<ConfirmingExecutor> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new ConfirmingExecutor(app);
        app.Use(server.HoldToKeyAsync);
        app.MapGet("/confirmations/{id}", server.ShowAsync);
        app.MapPost("/confirmations/{id}", server.ConfirmAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task HoldToKeyAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Authorization == "Bearer " + Key) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private Task ShowAsync(HttpContext context)
    {
        if ((PendingById.GetValueOrDefault((string)context.Request.RouteValues["id"]!) ?? Pending) is { } pending) return context.Response.WriteAsJsonAsync(pending, ContractsJson.Default.ConfirmationResponse);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsJsonAsync(new ErrorResponse("ConfirmationInvalid", "gone") { Reason = WhyGone }, ContractsJson.Default.ErrorResponse);
    }

    private async Task ConfirmAsync(HttpContext context)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body);
        var id = (string)context.Request.RouteValues["id"]!;
        Confirmers.Enqueue((string?)body?["confirmer"]);
        Confirmed.Enqueue(id);
        if (Cuts)
        {
            context.Abort();
            return;
        }
        var (status, answer) = AnswersById.GetValueOrDefault(id, Answer);
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(answer.ToJsonString());
    }
}
