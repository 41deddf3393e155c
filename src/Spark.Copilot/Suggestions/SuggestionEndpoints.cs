using System.Text.Json.Nodes;
using Spark.Copilot.Http;

namespace Spark.Copilot.Suggestions;

/// <summary>Suggestions over REST: what stands, and dismissing.</summary>
internal static class SuggestionEndpoints
{
    public static async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query.Keys.FirstOrDefault(name => name != "language") is { } unknown)
        {
            await context.InvalidAsync(unknown, $"'{unknown}' is not a query of this endpoint: allowed is language.");
            return;
        }
        if (query.TryGetValue("language", out var code) && code.ToString() is not ("tr" or "en"))
        {
            await context.InvalidAsync("language", $"language '{code}' is not tr or en.");
            return;
        }
        var desk = Of(context);
        var language = SuggestionLanguage.Of(query["language"]);
        await desk.AskAsync(context.RequestAborted);
        await context.WriteAsync(new JsonObject
        {
            ["suggestions"] = new JsonArray([.. desk.Open.Select(one => desk.ToJson(one, language))]),
            ["alerts"] = new JsonArray([.. desk.Alerts.Select(alert => new JsonObject { ["code"] = alert.Code, ["severity"] = alert.Severity, ["message"] = alert.Message, ["at"] = alert.At })]),
            ["asOf"] = desk.AsOf,
        });
    }

    public static Task DismissAsync(HttpContext context, string id)
    {
        if (!CallerRole.MayAct(context)) return context.RefuseAsync(StatusCodes.Status403Forbidden, "Forbidden", "Dismissing a suggestion needs role trader.");
        if (!Of(context).Dismiss(id)) return context.RefuseAsync(StatusCodes.Status404NotFound, "NotFound", $"There is no suggestion '{id}' now.");
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static SuggestionDesk Of(HttpContext context) => context.RequestServices.GetRequiredService<SuggestionDesk>();
}
