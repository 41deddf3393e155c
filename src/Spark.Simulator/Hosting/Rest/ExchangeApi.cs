using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Spark.Simulator.Faults;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>A REST request's way: limits, faults, the door, its turn in the mailbox, the answer.</summary>
internal sealed partial class ExchangeApi(
    Mailbox mailbox, RateLimits limits, FaultPlan faults, SimulatorSettings settings, ILogger<ExchangeApi> logger)
{
    private const int LargestBody = 64 * 1024;
    private const int UnknownOutcome = -1007;
    private const string UnknownOutcomeText = "Unknown error, please check your request or try again later.";

    /// <summary>Orders and amendments are looked at again when they come to the engine, after whatever held them up behind the door.</summary>
    private static readonly Rejection LateForEngine = new(-5028, "Timestamp for this request is outside of the ME recvWindow.");

    /// <summary>An answer with the order counts of its account, when the request counted as an order.</summary>
    private readonly record struct Counted(ApiReply Reply, int? InTenSeconds = null, int? InMinute = null, long? RetryAfter = null);

    public async Task HandleAsync(HttpContext context)
    {
        if (faults.Take(FaultKind.RefuseConnections) is not null)
        {
            context.Abort();
            return;
        }
        if (ApiRoutes.Find(context.Request.Method, context.Request.Path.Value ?? "") is not { } route)
        {
            await WriteAsync(context, new Counted(NoSuchRoute(context)));
            return;
        }
        var parameters = await ReadAsync(context);
        var arrived = mailbox.ServerTime;
        if (faults.TakeDelay(FaultKind.RequestDelay, route.Name) is { } onItsWay) await Task.Delay(onItsWay, settings.Time, CancellationToken.None);
        var counted = await AnswerAsync(context, route, parameters, arrived);
        if (faults.TakeDelay(FaultKind.Latency, route.Name) is { } slow) await Task.Delay(slow, settings.Time, context.RequestAborted);
        if (faults.Take(FaultKind.ExecutedAnswerLost, route.Name) is not null) context.Abort();
        else await WriteAsync(context, counted);
    }

    private async Task<Counted> AnswerAsync(HttpContext context, ApiRoute route, Parameters parameters, long arrived)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var tooMuch = limits.CountWeight(address, Weigh(route, parameters), out var used);
        context.Response.Headers["X-MBX-USED-WEIGHT-1M"] = used.ToString(CultureInfo.InvariantCulture);
        if (tooMuch is { } refused) return new Counted(ApiReply.Refused(refused.Rejection), RetryAfter: refused.Seconds);
        if (BrokenAnswer(route) is { } broken) return broken;
        if (faults.Take(FaultKind.Unknown503NotExecuted, route.Name) is not null) return new Counted(Unknown());
        var counted = await ExecuteAsync(context, route, parameters, arrived);
        return faults.Take(FaultKind.Unknown503Executed, route.Name) is not null ? counted with { Reply = Unknown() } : counted;
    }

    private Counted? BrokenAnswer(ApiRoute route)
    {
        if (faults.Take(FaultKind.Maintenance, route.Name) is { } closed) return Error(closed, 503, -1016, "Service Unavailable.");
        if (faults.Take(FaultKind.RateLimitStorm, route.Name) is { } storm)
        {
            return Error(storm, 429, -1003, "Too many requests; please use the websocket for live updates to avoid bans.") with
            {
                RetryAfter = Math.Max(1, (storm.Milliseconds + 999) / 1000),
            };
        }
        if (faults.Take(FaultKind.RenewalFailure, route.Name) is { } lapsed) return Error(lapsed, 400, -1125, "This listenKey does not exist.");
        return faults.Take(FaultKind.ErrorByRoute, route.Name) is { } error
            ? Error(error, 400, -1000, "An unknown error occurred while processing the request.")
            : null;
    }

    private static Counted Error(FaultRule rule, int status, int code, string message) =>
        new(ApiReply.Error(rule.Status ?? status, rule.Code ?? code, rule.Message ?? message));

    private async Task<Counted> ExecuteAsync(HttpContext context, ApiRoute route, Parameters parameters, long arrived)
    {
        try
        {
            string? key = context.Request.Headers["X-MBX-APIKEY"];
            return route.ReadsHistoryOnly
                ? Answer(mailbox.Instance, route, parameters, key, arrived)
                : await mailbox.AskAsync(instance => Answer(instance, route, parameters, key, arrived), CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Failed(logger, e, route.Name);
            return new Counted(Unknown());
        }
    }

    private Counted Answer(ExchangeInstance instance, ApiRoute route, Parameters parameters, string? key, long arrived)
    {
        try
        {
            var now = mailbox.ServerTime;
            if (CheckDoor(instance, route, parameters, key, arrived, out var account) is { } closed) return new Counted(ApiReply.Refused(closed));
            var call = new ApiCall(instance, parameters, account, now, settings);
            if (route.OrderUnits == 0) return new Counted(route.Answer(call));
            var tooMany = limits.CountOrder(account!.Name, route.OrderUnits, out var inTenSeconds, out var inMinute);
            if (tooMany is { } refused) return new Counted(ApiReply.Refused(refused.Rejection), inTenSeconds, inMinute, refused.Seconds);
            return new Counted(Signatures.IsLate(parameters, now) ? ApiReply.Refused(LateForEngine) : route.Answer(call), inTenSeconds, inMinute);
        }
        catch (RefusedException e)
        {
            return new Counted(ApiReply.Refused(e.Rejection));
        }
    }

    private static Rejection? CheckDoor(
        ExchangeInstance instance, ApiRoute route, Parameters parameters, string? key, long now, out Account? account)
    {
        account = null;
        if (parameters.Repeated is { } name) return new Rejection(-1101, $"Duplicate values for parameter '{name}' detected.");
        if (route.Security == ApiSecurity.None) return null;
        if (Signatures.CheckKey(instance, key, out var credential) is { } unknown) return unknown;
        account = credential!.Account;
        return route.Security == ApiSecurity.Signed ? Signatures.CheckSigned(credential, parameters, now) : null;
    }

    private static int Weigh(ApiRoute route, Parameters parameters)
    {
        try
        {
            return route.Weight(parameters);
        }
        catch (RefusedException)
        {
            return 1;
        }
    }

    private static async Task<Parameters> ReadAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var query = mark < 0 ? "" : target[(mark + 1)..];
        var isForm = context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ?? false;
        return new Parameters(query, isForm && context.Request.Method != "GET" ? await ReadBodyAsync(context) : "");
    }

    private static async Task<string> ReadBodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LargestBody;
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, Counted counted)
    {
        var response = context.Response;
        response.StatusCode = counted.Reply.Status;
        response.ContentType = "application/json;charset=UTF-8";
        response.ContentLength = counted.Reply.Body.Length;
        if (counted.InTenSeconds is { } ten) response.Headers["X-MBX-ORDER-COUNT-10S"] = ten.ToString(CultureInfo.InvariantCulture);
        if (counted.InMinute is { } minute) response.Headers["X-MBX-ORDER-COUNT-1M"] = minute.ToString(CultureInfo.InvariantCulture);
        if (counted.RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(counted.Reply.Body, context.RequestAborted);
    }

    private static ApiReply Unknown() => ApiReply.Error(503, UnknownOutcome, UnknownOutcomeText);

    private static ApiReply NoSuchRoute(HttpContext context) =>
        ApiReply.Error(404, -5000, $"Path {context.Request.Path}, Method {context.Request.Method} is invalid");

    [LoggerMessage(EventId = 4002, Level = LogLevel.Error, Message = "{Route} failed; answered as an unknown outcome")]
    private static partial void Failed(ILogger logger, Exception e, string route);
}
