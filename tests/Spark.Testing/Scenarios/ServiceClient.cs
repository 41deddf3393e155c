using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Spark.Testing.Scenarios;

/// <summary>A caller of the executor over real sockets. Immutable: <c>As…</c> and <c>With…</c> give another caller.</summary>
public sealed class ServiceClient
{
    public const string TokenHeader = "X-Spark-Confirmation";

    private readonly HttpClient _http;
    private readonly ScenarioKeys _keys;
    private readonly ImmutableDictionary<string, string> _headers;
    private readonly Action<string> _secretSeen;

    internal ServiceClient(HttpClient http, ScenarioKeys keys, ImmutableDictionary<string, string> headers, Action<string> secretSeen) =>
        (_http, _keys, _headers, _secretSeen) = (http, keys, headers, secretSeen);

    public ServiceClient AsAgent() => WithBearer(_keys.Agent);

    public ServiceClient AsConfirmer() => WithBearer(_keys.Confirm);

    public ServiceClient WithBearer(string key) => With("Authorization", "Bearer " + key);

    /// <summary>With an <c>Idempotency-Key</c>.</summary>
    public ServiceClient WithKey(string key) => With("Idempotency-Key", key);

    public ServiceClient WithToken(string token) => With(TokenHeader, token);

    public ServiceClient With(string header, string value) => new(_http, _keys, _headers.SetItem(header, value), _secretSeen);

    public Task<Reply> GetAsync(string path, CancellationToken ct) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), ct);

    /// <summary>Posts JSON text; null is no body at all.</summary>
    public Task<Reply> PostAsync(string path, string? json, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return SendAsync(request, ct);
    }

    /// <summary>Posts the same content twice: once to be told what needs confirming, then with the token.</summary>
    public async Task<Reply> ConfirmedAsync(string path, string json, CancellationToken ct)
    {
        var proposed = await PostAsync(path, json, ct);
        return proposed.Status == 428 ? await WithToken(proposed.TextAt("confirmation.token")).PostAsync(path, json, ct) : proposed;
    }

    /// <summary>A live order, confirmed by its caller.</summary>
    public Task<Reply> PlaceAsync(string symbol, string side, decimal quantity, CancellationToken ct, string more = "") =>
        ConfirmedAsync("/futures/order.place", OrderJson(symbol, side, quantity, dryRun: false, more), ct);

    /// <summary>The body of <c>order.place</c>. <paramref name="more"/>: further members, such as <c>"type":"LIMIT","price":60000</c>.</summary>
    public static string OrderJson(string symbol, string side, decimal quantity, bool dryRun, string more = "") =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $$"""{"symbol":"{{symbol}}","side":"{{side}}","quantity":{{quantity}},"dryRun":{{(dryRun ? "true" : "false")}}{{(more.Length > 0 ? "," + more : "")}}}""");

    public async Task<Reply> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        foreach (var (name, value) in _headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        var reply = new Reply(response.StatusCode, text, Parse(text, response.Content.Headers.ContentType), HeadersOf(response));
        if (reply.Has("confirmation.token")) _secretSeen(reply.TextAt("confirmation.token"));
        return reply;
    }

    private static JsonElement Parse(string text, MediaTypeHeaderValue? type)
    {
        if (type?.MediaType != "application/json" || text.Length == 0) return default;
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response) => response.Headers.Concat(response.Content.Headers)
        .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
}
