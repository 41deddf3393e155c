using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Contracts;
using Spark.Copilot.Conversation;
using Spark.Copilot.Hosting;
using Spark.Copilot.Metrics;

namespace Spark.Copilot.Executor;

/// <summary>The copilot's way to the executor as an agent: it can read and propose, and never confirm.</summary>
public sealed class ExecutorClient : IActionRunner, IDisposable
{
    private const int MostBytes = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // An order may wait for the exchange; giving up earlier than the executor does would turn answers into unknown outcomes.
    private static readonly TimeSpan ActionPatience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly CopilotMetrics _metrics;

    public ExecutorClient(ExecutorAddress executor, TimeProvider time, CopilotMetrics metrics)
    {
        _time = time;
        _metrics = metrics;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = executor.Url,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostBytes,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", executor.AgentKey);
    }

    /// <summary>An action was answered. Raised on the thread that sent it; handlers hand over and return.</summary>
    public event Action<ActionOutcome>? Answered;

    /// <summary>Whether the executor takes orders; false when it doesn't answer.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using var answer = await _http.GetAsync("/readyz", either.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (IsSilence(e, ct))
        {
            return false;
        }
    }

    /// <summary>The executor's health; null when it doesn't answer, or with something else.</summary>
    public async Task<HealthResponse?> HealthAsync(CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            var body = await _http.GetByteArrayAsync("/futures/health", either.Token);
            return JsonSerializer.Deserialize(body, ContractsJson.Default.HealthResponse) is { } health && IsSound(health) ? health : null;
        }
        catch (Exception e) when (e is JsonException || IsSilence(e, ct))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<ActionOutcome> RunAsync(ActionCard card, CancellationToken ct) => SendAsync(card.ToAction(), card.IdempotencyKey, ct);

    /// <inheritdoc/>
    public async Task<ActionOutcome> CheckAsync(ActionCard card, CancellationToken ct)
    {
        using var request = Post((card with { DryRun = true, ConfirmRequired = false }).ToAction());
        return await AnswerAsync(request, Patience, ct);
    }

    /// <summary>Posts one Action JSON; never sent twice, since an answer lost on the way says nothing of what was done.</summary>
    /// <param name="action">The whole envelope.</param>
    /// <param name="idempotencyKey">1 to 64 characters, or null.</param>
    /// <param name="ct">Gives up waiting; what was sent goes on.</param>
    public async Task<ActionOutcome> SendAsync(JsonObject action, string? idempotencyKey, CancellationToken ct)
    {
        using var request = Post(action);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        var outcome = await AnswerAsync(request, ActionPatience, ct);
        _metrics.Sent((string?)action["action"], outcome);
        Answered?.Invoke(outcome);
        return outcome;
    }

    /// <summary>Reads one of the executor's endpoints, such as <c>/futures/klines?symbol=BTCUSDT&amp;interval=1m</c>.</summary>
    public async Task<ActionOutcome> GetAsync(string pathAndQuery, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, pathAndQuery);
        return await AnswerAsync(request, ActionPatience, ct);
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Post(JsonObject action) => new(HttpMethod.Post, "/actions")
    {
        Content = new StringContent(action.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json),
    };

    private async Task<ActionOutcome> AnswerAsync(HttpRequestMessage request, TimeSpan patience, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using var answer = await _http.SendAsync(request, either.Token);
            var body = await ReadAsync(answer, either.Token);
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

    // Whatever listens there may say anything: JSON can carry null where the contract has none, and times that no calendar has.
    private static bool IsSound(HealthResponse health) =>
        health is { Status: not null, Venue: not null, Streams: not null }
        && health.Streams.Values.All(stream => stream is not null) && (health.Reasons ?? []).All(reason => reason is not null)
        && health.ServerTime >= 0 && health.ServerTime <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static bool IsSilence(Exception e, CancellationToken ct) =>
        e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested);
}
