using System.Net.Http.Headers;
using System.Text.Json;
using Spark.Contracts;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Executor;

/// <summary>The copilot's way to the executor as an agent: it can read and propose, and never confirm.</summary>
public sealed class ExecutorClient : IDisposable
{
    private const int MostBytes = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public ExecutorClient(ExecutorAddress executor, TimeProvider time)
    {
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = executor.Url,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostBytes,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", executor.AgentKey);
    }

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

    public void Dispose() => _http.Dispose();

    // Whatever listens there may say anything: JSON can carry null where the contract has none, and times that no calendar has.
    private static bool IsSound(HealthResponse health) =>
        health is { Status: not null, Venue: not null, Streams: not null }
        && health.Streams.Values.All(stream => stream is not null) && (health.Reasons ?? []).All(reason => reason is not null)
        && health.ServerTime >= 0 && health.ServerTime <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static bool IsSilence(Exception e, CancellationToken ct) =>
        e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested);
}
