using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Spark.EndToEnd.Tests.Http;

/// <summary>The exchange's own books of the executor's account, by signed calls that owe nothing to Spark's client.</summary>
internal sealed class ExchangeBooks(Uri exchange) : IDisposable
{
    // The embedded exchange's account for an executor without keys: play money, on loopback only.
    private const string Key = "spark-executor", Secret = "spark-executor-on-the-embedded-exchange";

    private readonly HttpClient _http = new() { BaseAddress = exchange };

    /// <summary>Every order of a symbol, in every state.</summary>
    public Task<IReadOnlyList<JsonNode>> OrdersAsync(string symbol, CancellationToken ct) => AllAsync("/fapi/v1/allOrders", "orderId", $"symbol={symbol}", row => row["orderId"]!.GetValue<long>(), ct);

    /// <summary>Every conditional order of a symbol, in every state.</summary>
    public Task<IReadOnlyList<JsonNode>> StopsAsync(string symbol, CancellationToken ct) => AllAsync("/fapi/v1/allAlgoOrders", "algoId", $"symbol={symbol}", row => row["algoId"]!.GetValue<long>(), ct);

    /// <summary>Every fill of a symbol.</summary>
    public Task<IReadOnlyList<JsonNode>> TradesAsync(string symbol, CancellationToken ct) => AllAsync("/fapi/v1/userTrades", "fromId", $"symbol={symbol}", row => row["id"]!.GetValue<long>(), ct);

    /// <summary>Signed position in a symbol.</summary>
    public async Task<decimal> PositionAsync(string symbol, CancellationToken ct) =>
        (await GetAsync("/fapi/v3/positionRisk", $"symbol={symbol}", ct)).AsArray().Sum(row => decimal.Parse(row!["positionAmt"]!.GetValue<string>(), CultureInfo.InvariantCulture));

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<JsonNode>> AllAsync(string path, string from, string query, Func<JsonNode, long> idOf, CancellationToken ct)
    {
        var all = new List<JsonNode>();
        var next = 1L;
        while (true)
        {
            var page = (await GetAsync(path, string.Create(CultureInfo.InvariantCulture, $"{query}&{from}={next}&limit=1000"), ct)).AsArray();
            all.AddRange(page.Select(row => row!));
            if (page.Count < 1000) return all;
            next = idOf(page[^1]!) + 1;
        }
    }

    private async Task<JsonNode> GetAsync(string path, string query, CancellationToken ct)
    {
        var time = JsonNode.Parse(await _http.GetStringAsync(new Uri("/fapi/v1/time", UriKind.Relative), ct))!["serverTime"]!.GetValue<long>();
        var signed = string.Create(CultureInfo.InvariantCulture, $"{query}&timestamp={time}");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(signed)));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?{signed}&signature={signature}");
        request.Headers.Add("X-MBX-APIKEY", Key);
        using var answer = await _http.SendAsync(request, ct);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct))!;
    }
}
