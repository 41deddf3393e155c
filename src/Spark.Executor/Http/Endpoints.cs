using Spark.Contracts;
using Spark.Domain.Markets;
using Spark.Executor.Account;
using Spark.Executor.Hub;
using Spark.Executor.Journal;
using Spark.Executor.Metrics;
using Spark.Guardrails.Actions;

namespace Spark.Executor.Http;

/// <summary>The executor's REST surface. Every action goes through the one pipeline, whichever door it came in by.</summary>
internal static class Endpoints
{
    private const string PrometheusText = "text/plain; version=0.0.4; charset=utf-8";

    public static void MapExecutor(this WebApplication app)
    {
        app.MapActions();
        app.MapReads();
        app.MapGuardrails();
        app.MapConfirmations();
        app.MapOperations();
        app.MapHub<ExecutorHub>("/hubs/executor");
        app.MapFallback(context => context.AnswerAsync(StatusCodes.Status404NotFound,
            new ErrorResponse("NotFound", $"There is no {context.Request.Method} {context.Request.Path}.") { Timestamp = Now(context) }));
    }

    // The request as the parameter makes these described endpoints: a bare RequestDelegate stays out of the API description.
    private static void MapActions(this WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<ActionPipeline>();
        app.MapPost("/actions", (HttpRequest request) => PostActionAsync(pipeline, request.HttpContext)).WithTags("Actions").WithSummary("One action with its whole envelope.");
        foreach (var action in ActionCatalogue.All)
        {
            var path = action.Path;
            if (action.Method == "GET")
            {
                var bare = (ActionValidator.Validate(ActionReader.Implied(path, default)) as Validation.Valid)?.Action;
                app.MapGet(path, (HttpRequest request) => GetAsync(pipeline, request.HttpContext, action, bare)).WithTags("Reads").WithSummary(action.Summary);
            }
            else app.MapPost(path, (HttpRequest request) => PostAsync(pipeline, request.HttpContext, path)).WithTags("Actions").WithSummary(action.Summary);
        }
        app.MapMethods("/strategy/{**rest}", ["GET", "DELETE"], context => context.AnswerAsync(StatusCodes.Status501NotImplemented,
            new ErrorResponse("NotImplemented", "The Strategy Lab is still to come.") { Timestamp = Now(context) })).ExcludeFromDescription();
    }

    private static void MapReads(this WebApplication app)
    {
        app.MapGet("/futures/klines", (HttpContext context, CancellationToken _) => KlinesAsync(context)).WithTags("Reads").WithSummary("Candles of a symbol, oldest first.");
        app.MapGet("/futures/symbols", (HttpContext context, CancellationToken _) => SymbolsAsync(context)).WithTags("Reads").WithSummary("The exchange's contracts and what their orders are held to.");
        app.MapGet("/canary/status/{id}", (HttpContext context, string id) => CanaryAsync(context, id)).WithTags("Reads").WithSummary("One canary with all its evidence.");
        app.MapGet("/audit", (HttpContext context, CancellationToken _) => AuditAsync(context)).WithTags("Reads").WithSummary("The append-only audit, newest last.");
    }

    private static void MapGuardrails(this WebApplication app)
    {
        app.MapGet("/guardrails/receipts/{id}", (HttpContext context, string id) => GuardrailEndpoints.ReceiptAsync(context, id)).WithTags("Guardrails").WithSummary("What an automatic action was decided from, decided again.");
        app.MapGet("/guardrails/notifications", (HttpContext context, CancellationToken _) => GuardrailEndpoints.NotificationsAsync(context)).WithTags("Guardrails").WithSummary("Who is told, and what could not be delivered.");
        app.MapPost("/guardrails/notifications/test", (HttpContext context, CancellationToken _) => GuardrailEndpoints.TestAsync(context)).WithTags("Guardrails").WithSummary("Sends a test notification every way (admin).");
    }

    private static void MapConfirmations(this WebApplication app)
    {
        app.MapGet("/confirmations", ListConfirmationsAsync).ExcludeFromDescription();
        app.MapGet("/confirmations/{id}", ShowConfirmationAsync).ExcludeFromDescription();
        app.MapPost("/confirmations/{id}", ConfirmAsync).ExcludeFromDescription();
    }

    private static void MapOperations(this WebApplication app)
    {
        app.MapGet("/healthz", context => context.Response.WriteAsync("ok")).ExcludeFromDescription();
        app.MapGet("/readyz", ReadyAsync).ExcludeFromDescription();
        app.MapGet("/metrics", MetricsAsync).ExcludeFromDescription();
        app.MapOpenApi();
    }

    private static async Task PostActionAsync(ActionPipeline pipeline, HttpContext context)
    {
        var (body, status, error) = await JsonBody.ReadAsync(context.Request);
        if (error is not null) await context.AnswerAsync(status, error with { Timestamp = Now(context) });
        else await pipeline.HandleAsync(context, ActionReader.Read(body));
    }

    private static async Task PostAsync(ActionPipeline pipeline, HttpContext context, string path)
    {
        var (body, status, error) = await JsonBody.ReadAsync(context.Request);
        if (error is not null) await context.AnswerAsync(status, error with { Timestamp = Now(context) });
        else await pipeline.HandleAsync(context, ActionReader.Implied(path, body));
    }

    // A read without a query is the same every time: it was judged when it was mapped.
    private static Task GetAsync(ActionPipeline pipeline, HttpContext context, ActionDefinition action, ValidatedAction? bare) =>
        bare is not null && !context.Request.QueryString.HasValue ? pipeline.ReadAsync(context, bare) : GetAsync(pipeline, context, action);

    private static async Task GetAsync(ActionPipeline pipeline, HttpContext context, ActionDefinition action)
    {
        var wait = TimeSpan.Zero;
        if (action.Path == ActionPaths.Order && context.Request.Query.TryGetValue("wait", out var text))
        {
            if (!int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var ms) || ms > 30_000)
            {
                await InvalidAsync(context, "wait", $"'{text}' is not allowed: 0 to 30000 ms.");
                return;
            }
            wait = TimeSpan.FromMilliseconds(ms);
        }
        var query = action.Path == ActionPaths.Order ? QueryParams.Of(context.Request.Query, action, "wait") : QueryParams.Of(context.Request.Query, action);
        await pipeline.HandleAsync(context, ActionReader.Implied(action.Path, query), wait);
    }

    private static async Task KlinesAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query.Keys.FirstOrDefault(name => name is not ("symbol" or "interval" or "limit")) is { } unknown)
        {
            await InvalidAsync(context, unknown, "Only symbol, interval and limit are allowed.");
            return;
        }
        if (!Symbol.TryParse(query["symbol"], out var symbol))
        {
            await InvalidAsync(context, "symbol", $"'{query["symbol"]}' is not {Symbol.Allowed}.");
            return;
        }
        var interval = query["interval"].ToString();
        if (!CandleInterval.IsKnown(interval))
        {
            await InvalidAsync(context, "interval", $"'{interval}' is not one of {string.Join(' ', CandleInterval.All)}.");
            return;
        }
        var limit = 500;
        if (query.TryGetValue("limit", out var text)
            && !(int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= 1500))
        {
            await InvalidAsync(context, "limit", $"'{text}' is not allowed: 1 to 1500.");
            return;
        }
        var reply = await Service<Reads>(context).KlinesAsync(symbol, interval, limit, context.RequestAborted);
        await context.AnswerAsync(reply.Status, reply.Body! with { Timestamp = Now(context) });
    }

    private static async Task SymbolsAsync(HttpContext context)
    {
        if (context.Request.Query.Keys.FirstOrDefault() is { } unknown)
        {
            await InvalidAsync(context, unknown, "No param is allowed.");
            return;
        }
        var reply = Service<Reads>(context).Symbols();
        await context.AnswerAsync(reply.Status, reply.Body! with { Timestamp = Now(context) });
    }

    private static Task CanaryAsync(HttpContext context, string id) => Service<StatusViews>(context).CanaryUnder(id) is { } canary
        ? context.AnswerAsync(StatusCodes.Status200OK, canary)
        : context.AnswerAsync(StatusCodes.Status404NotFound, new ErrorResponse("NotFound", "There is no canary under this id; /canary/status lists them.") { Timestamp = Now(context) });

    private static async Task AuditAsync(HttpContext context)
    {
        var query = context.Request.Query;
        long? after = null;
        if (query.TryGetValue("after", out var text))
        {
            if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seq))
            {
                await InvalidAsync(context, "after", $"'{text}' is not a record's number.");
                return;
            }
            after = seq;
        }
        var limit = 100;
        if (query.TryGetValue("limit", out var most)
            && !(int.TryParse(most, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= 1000))
        {
            await InvalidAsync(context, "limit", $"'{most}' is not allowed: 1 to 1000.");
            return;
        }
        var records = Service<IJournal>(context).ReadAudit(after, limit);
        await context.AnswerAsync(StatusCodes.Status200OK, new AuditResponse
        {
            Records = [.. records.Select(AuditViews.Of)],
            Next = records.Count > 0 ? records[^1].Seq : after,
            Timestamp = Now(context),
        });
    }

    private static Task ListConfirmationsAsync(HttpContext context) => context.Caller().MayConfirm
        ? context.AnswerAsync(StatusCodes.Status200OK, Service<AccountDesk>(context).Pending())
        : NotForYouAsync(context);

    private static async Task ShowConfirmationAsync(HttpContext context, string id)
    {
        if (!context.Caller().MayConfirm) await NotForYouAsync(context);
        else if (await Service<AccountDesk>(context).ShowAsync(id, context.RequestAborted) is { } shown) await context.AnswerAsync(StatusCodes.Status200OK, shown);
        else
        {
            await context.AnswerAsync(StatusCodes.Status404NotFound, new ErrorResponse("ConfirmationInvalid",
                "There is no such pending confirmation: it is unknown, expired or used.") { Reason = Service<AccountDesk>(context).WhyGone(id), Timestamp = Now(context) });
        }
    }

    private static async Task ConfirmAsync(HttpContext context, string id)
    {
        if (!context.Caller().MayConfirm)
        {
            await NotForYouAsync(context);
            return;
        }
        var (body, status, error) = await JsonBody.ReadAsync(context.Request);
        if (error is not null)
        {
            await context.AnswerAsync(status, error with { Timestamp = Now(context) });
            return;
        }
        if (!Confirmer.TryRead(body, out var confirmer))
        {
            await InvalidAsync(context, "confirmer", "Only confirmer is allowed: a name of 1 to 64 characters.");
            return;
        }
        var reply = await Service<AccountDesk>(context).ConfirmAsync(id, confirmer, context.RequestAborted);
        if (reply.Body is { } answer) await context.AnswerAsync(reply.Status, answer);
        else await StoredAnswers.WriteAsync(context, reply);
    }

    private static Task ReadyAsync(HttpContext context)
    {
        var view = Service<AccountLoop>(context).View;
        var ready = view.Reconciled && view.JournalHealthy;
        context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync(ready ? "ready" : !view.JournalHealthy ? "the journal can't be written" : "the account is not reconciled yet");
    }

    private static async Task MetricsAsync(HttpContext context)
    {
        Service<MetricsRefresh>(context).Refresh();
        context.Response.ContentType = PrometheusText;
        await Service<ExecutorMetrics>(context).Registry.CollectAndExportAsTextAsync(context.Response.Body, context.RequestAborted);
    }

    private static Task NotForYouAsync(HttpContext context) => context.AnswerAsync(StatusCodes.Status403Forbidden, new ErrorResponse("Forbidden",
        "Only the confirmation page may look at or carry out pending confirmations.") { Timestamp = Now(context) });

    private static Task InvalidAsync(HttpContext context, string path, string message) => context.AnswerAsync(StatusCodes.Status400BadRequest,
        new ErrorResponse("InvalidParams", $"{path}: {message}") { Details = [new FaultView(path, message)], Timestamp = Now(context) });

    private static DateTimeOffset Now(HttpContext context) => Service<TimeProvider>(context).GetUtcNow();

    private static T Service<T>(HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();
}
