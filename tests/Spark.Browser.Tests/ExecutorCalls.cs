using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Spark.Browser.Tests;

/// <summary>What a script or a language model does beside the page.</summary>
internal static class ExecutorCalls
{
    private static readonly HttpClient Http = new();

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<JsonObject> GetAsync(this SparkService spark, string path) => ReadAsync(Http.GetAsync(spark.Executor + path, Ct));

    public static Task<JsonObject> PostAsync(this SparkService spark, string path, string body) =>
        ReadAsync(Http.PostAsync(spark.Executor + path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Ct));

    /// <summary>Sends a live order again with the token that its proposal gave out.</summary>
    public static async Task ConfirmByTokenAsync(this SparkService spark, string path, string body, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, spark.Executor + path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Spark-Confirmation", token);
        using var answer = await Http.SendAsync(request, Ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The account's fills.</summary>
    public static async Task<int> FillsAsync(this SparkService spark) => (await spark.GetAsync("/futures/fills"))["fills"]!.AsArray().Count;

    /// <summary>Waits until the account has so many fills: the exchange tells of them behind its answer. More fail at once.</summary>
    public static async Task HasFillsAsync(this SparkService spark, int expected)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        while (await spark.FillsAsync() is var fills && fills != expected)
        {
            Assert.True(fills < expected, $"{fills} fills, not {expected}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Breaks something at the embedded exchange until <see cref="MendAsync"/>.</summary>
    public static Task BreakAsync(this SparkService spark, string fault) => ExchangeAsync(spark, HttpMethod.Post, "/sim/faults", fault);

    /// <summary>Ends every fault.</summary>
    public static Task MendAsync(this SparkService spark) => ExchangeAsync(spark, HttpMethod.Delete, "/sim/faults", null);

    /// <summary>Moves a price at the embedded exchange.</summary>
    public static Task MovePriceAsync(this SparkService spark, string symbol, decimal price) =>
        ExchangeAsync(spark, HttpMethod.Post, "/sim/price", string.Create(CultureInfo.InvariantCulture, $$"""{"symbol":"{{symbol}}","price":{{price}}}"""));

    /// <summary>Says something over the copilot's REST; null begins a conversation. Gives its name.</summary>
    public static async Task<string> SayOverRestAsync(this SparkService spark, string text, string? conversation)
    {
        var body = new JsonObject { ["message"] = text, ["conversationId"] = conversation };
        if (conversation is null) body.Remove("conversationId");
        return (string)(await ReadAsync(Http.PostAsync(spark.Url + "/copilot/chat", new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"), Ct)))["conversationId"]!;
    }

    /// <summary>Runs one action as a batch over the copilot's REST; a live one comes back with the id of its confirmation.</summary>
    public static async Task<string> ProposeOverRestAsync(this SparkService spark, string action)
    {
        var line = await ReadAsync(Http.PostAsync(spark.Url + "/copilot/actions/run?mode=execute", new StringContent(action, System.Text.Encoding.UTF8, "application/json"), Ct));
        var url = (string)line["confirmUrl"]!;
        return url[(url.LastIndexOf('/') + 1)..];
    }

    private static async Task ExchangeAsync(SparkService spark, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, spark.Exchange + path) { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        using var answer = await Http.SendAsync(request, Ct);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<JsonObject> ReadAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
    }
}
