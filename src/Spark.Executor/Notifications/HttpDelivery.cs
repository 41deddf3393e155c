using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;

namespace Spark.Executor.Notifications;

/// <summary>Posts JSON and says what became of it. Addresses and bodies are in no message.</summary>
internal sealed class HttpDelivery(HttpClient http)
{
    public async Task<Delivery> PostAsync(Uri address, JsonNode body, CancellationToken ct)
    {
        try
        {
            using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);
            using var answer = await http.PostAsync(address, content, ct);
            return Of(answer.StatusCode);
        }
        catch (HttpRequestException e)
        {
            return new Delivery.Failed($"no answer ({e.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Delivery.Failed("no answer in time");
        }
    }

    private static Delivery Of(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => new Delivery.Delivered(),
        408 or 429 or >= 500 => new Delivery.Failed($"HTTP {(int)status}"),
        _ => new Delivery.Refused($"HTTP {(int)status}"),
    };
}
