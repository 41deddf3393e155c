using System.Net.Http.Headers;
using System.Text.Json;
using Spark.Contracts;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Executor;

/// <summary>The copilot's way to the executor as an agent: it can read and propose, and never confirm.</summary>
public sealed class ExecutorClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;

    public ExecutorClient(ExecutorAddress executor)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = executor.Url, Timeout = Patience };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", executor.AgentKey);
    }

    /// <summary>Whether the executor takes orders; false when it doesn't answer.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await _http.GetAsync("/readyz", ct);
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
            return await _http.GetFromJsonAsync("/futures/health", ContractsJson.Default.HealthResponse, ct);
        }
        catch (Exception e) when (e is JsonException || IsSilence(e, ct))
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsSilence(Exception e, CancellationToken ct) =>
        e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested);
}
