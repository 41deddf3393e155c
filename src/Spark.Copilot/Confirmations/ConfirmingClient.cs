using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Contracts;

namespace Spark.Copilot.Confirmations;

/// <summary>
/// The copilot's second way to the executor: shows a pending confirmation and carries it out. Only <see cref="ConfirmationDesk"/>, behind
/// the confirmation page and its dialog, may hold it; nothing that a model can see does.
/// </summary>
internal sealed class ConfirmingClient : IDisposable
{
    // The executor answers an order of unknown outcome by itself well before this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    public ConfirmingClient(ConfirmAddress executor)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = executor.Url, Timeout = Patience };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", executor.ConfirmKey);
    }

    /// <summary>A pending confirmation with its evidence as of now, or why there is none: <c>used</c>, <c>expired</c> or <c>unknown</c>.</summary>
    /// <exception cref="HttpRequestException">The executor doesn't answer, or refuses this client.</exception>
    public async Task<(ConfirmationResponse? Pending, string? WhyGone)> ShowAsync(string id, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(id));
        using var answer = await SendAsync(request, ct);
        if (answer.StatusCode == HttpStatusCode.NotFound) return (null, (string?)(await ReadAsync(answer, ct))?["reason"] ?? "unknown");
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.ConfirmationResponse, ct), null);
    }

    /// <summary>What waits for a person, whoever proposed it; null when this executor can't tell.</summary>
    /// <exception cref="HttpRequestException">The executor doesn't answer, or refuses this client.</exception>
    public async Task<IReadOnlyList<PendingConfirmationView>?> ListAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/confirmations");
        using var answer = await SendAsync(request, ct);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.PendingConfirmationsResponse, ct))?.Confirmations;
    }

    /// <summary>Carries it out in the name of <paramref name="confirmer"/>. Asked again, the executor answers the first outcome.</summary>
    /// <exception cref="HttpRequestException">Cut off: whether it was carried out is unknown.</exception>
    public async Task<(int Status, JsonObject? Body)> ConfirmAsync(string id, string confirmer, CancellationToken ct)
    {
        var body = new JsonObject { ["confirmer"] = confirmer };
        using var request = new HttpRequestMessage(HttpMethod.Post, PathOf(id)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        using var answer = await SendAsync(request, ct);
        return ((int)answer.StatusCode, await ReadAsync(answer, ct));
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await _http.SendAsync(request, ct);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new HttpRequestException("The executor did not answer in time.", e);
        }
    }

    private static async Task<JsonObject?> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string PathOf(string id) => "/confirmations/" + Uri.EscapeDataString(id);
}
