using System.Net;
using System.Text;

namespace Spark.EndToEnd.Tests.Http;

/// <summary>A person's script: plain HTTP against one service.</summary>
internal sealed class Caller(Uri service) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = service, Timeout = TimeSpan.FromSeconds(30) };

    public async Task<Answer> GetAsync(string path, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), ct);
        return await ReadAsync(answer, ct);
    }

    public async Task<Answer> PostAsync(string path, string? json, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request, ct);
        return await ReadAsync(answer, ct);
    }

    /// <summary>GET with headers of the caller's own choice, <c>Host</c> included.</summary>
    public async Task<Answer> GetAsync(string path, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request, ct);
        return await ReadAsync(answer, ct);
    }

    /// <summary>A live act as a person does it: 428 with a token, then the same content with the token.</summary>
    public async Task<Answer> ConfirmedAsync(string path, string json, CancellationToken ct)
    {
        var asked = (await PostAsync(path, json, ct)).With(HttpStatusCode.PreconditionRequired);
        return await PostAsync(path, json, ct, ("X-Spark-Confirmation", asked["confirmation"]!["token"]!.GetValue<string>()));
    }

    /// <summary>The same where the exchange may refuse, or a breaker may be open before it is asked.</summary>
    public async Task ConfirmedAnywayAsync(string path, string json, CancellationToken ct)
    {
        var asked = await PostAsync(path, json, ct);
        if (asked.Status == HttpStatusCode.PreconditionRequired) await PostAsync(path, json, ct, ("X-Spark-Confirmation", asked["confirmation"]!["token"]!.GetValue<string>()));
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await _http.SendAsync(request, ct);
        return await ReadAsync(answer, ct);
    }

    /// <summary>The sum of the samples of a metric whose labels contain <paramref name="labels"/>; null when there are none.</summary>
    public async Task<double?> MetricAsync(string name, string labels, CancellationToken ct) =>
        Metrics.Sum((await GetAsync("/metrics", ct)).With(HttpStatusCode.OK).Text, name, labels);

    public void Dispose() => _http.Dispose();

    private static async Task<Answer> ReadAsync(HttpResponseMessage answer, CancellationToken ct) =>
        new(answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
}
