using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Spark.Copilot.Executor;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Status;

/// <summary>A plain page that tells whether Spark is well and where its parts are; no script, no request to anywhere else.</summary>
internal sealed class StatusPage(ExecutorClient executor, ExecutorAddress address)
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task WriteAsync(HttpContext context)
    {
        var health = await executor.HealthAsync(context.RequestAborted);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        await context.Response.WriteAsync(Render(health), context.RequestAborted);
    }

    private string Render(Contracts.HealthResponse? health)
    {
        var page = new StringBuilder("""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Spark</title></head><body>
            <h1>Spark</h1>
            <table>
            """);
        Row(page, "Executor", address.Url.ToString().TrimEnd('/'));
        Row(page, "Status", health?.Status ?? "the executor doesn't answer");
        foreach (var reason in health?.Reasons ?? []) Row(page, "Reason", reason);
        if (health is not null)
        {
            Row(page, "Venue", health.Venue);
            Row(page, "Exchange time", DateTimeOffset.FromUnixTimeMilliseconds(health.ServerTime).ToString("u", CultureInfo.InvariantCulture));
            foreach (var (type, stream) in health.Streams.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Row(page, $"Stream {type}", Describe(stream));
        }
        return page.Append("</table>\n<p>The API is described at the executor under /openapi/v1.json.</p>\n</body></html>\n").ToString();
    }

    private static string Describe(Contracts.StreamView stream) => (stream.Wanted, stream.Connected) switch
    {
        (_, true) => string.Create(CultureInfo.InvariantCulture, $"up for {stream.AgeSeconds:F0} s"),
        (true, false) => "down",
        _ => "not asked for",
    };

    private static void Row(StringBuilder page, string name, string value) =>
        page.Append("<tr><th scope=\"row\">").Append(HtmlEncoder.Default.Encode(name)).Append("</th><td>").Append(HtmlEncoder.Default.Encode(value)).Append("</td></tr>\n");
}
