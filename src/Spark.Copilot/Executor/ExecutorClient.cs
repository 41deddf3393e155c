using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Contracts;
using Spark.Copilot.Conversation;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Executor;

/// <summary>The copilot's way to the executor as an agent: it can read and propose, and never confirm.</summary>
public sealed class ExecutorClient : IActionRunner, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // An order may wait for the exchange; giving up earlier than the executor does would turn answers into unknown outcomes.
    private static readonly TimeSpan ActionPatience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    public ExecutorClient(ExecutorAddress executor)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = executor.Url, Timeout = ActionPatience };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", executor.AgentKey);
    }

    /// <summary>Whether the executor takes orders; false when it doesn't answer.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            using var patience = Patiently(ct);
            using var answer = await _http.GetAsync("/readyz", patience.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (IsSilence(e, ct))
        {
            return false;
        }
    }

    /// <summary>The executor's health; null when it doesn't answer.</summary>
    public async Task<HealthResponse?> HealthAsync(CancellationToken ct)
    {
        try
        {
            using var patience = Patiently(ct);
            return await _http.GetFromJsonAsync("/futures/health", ContractsJson.Default.HealthResponse, patience.Token);
        }
        catch (Exception e) when (e is JsonException || IsSilence(e, ct))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<ActionOutcome> RunAsync(ActionCard card, CancellationToken ct) => SendAsync(card.ToAction(), null, ct);

    /// <summary>Posts one Action JSON; never sent twice, since an answer lost on the way says nothing of what was done.</summary>
    /// <param name="action">The whole envelope.</param>
    /// <param name="idempotencyKey">1 to 64 characters, or null.</param>
    /// <param name="ct">Gives up waiting; what was sent goes on.</param>
    public async Task<ActionOutcome> SendAsync(JsonObject action, string? idempotencyKey, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/actions")
        {
            Content = new StringContent(action.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await AnswerAsync(request, ct);
    }

    /// <summary>Reads one of the executor's endpoints, such as <c>/futures/klines?symbol=BTCUSDT&amp;interval=1m</c>.</summary>
    public async Task<ActionOutcome> GetAsync(string pathAndQuery, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, pathAndQuery);
        return await AnswerAsync(request, ct);
    }

    public void Dispose() => _http.Dispose();

    private async Task<ActionOutcome> AnswerAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var answer = await _http.SendAsync(request, ct);
            var body = await ReadAsync(answer, ct);
            return new ActionOutcome((int)answer.StatusCode, body, (string?)body["confirmation"]?["confirmUrl"]);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            return Silence(503, "ExecutorUnreachable", "The executor can't be reached: nothing was sent.");
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException || IsSilence(e, ct))
        {
            return Silence(504, "ExecutorSilent", "The executor didn't answer in full: what it did is unknown until its audit is read.");
        }
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        return await JsonNode.ParseAsync(stream, cancellationToken: ct) as JsonObject ?? throw new JsonException("An object was expected.");
    }

    private static ActionOutcome Silence(int status, string error, string message) =>
        new(status, new JsonObject { ["error"] = error, ["message"] = message });

    private static CancellationTokenSource Patiently(CancellationToken ct)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        return patience;
    }

    private static bool IsSilence(Exception e, CancellationToken ct) =>
        e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested);
}
