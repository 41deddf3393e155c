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

    /// <summary>Runs one action as a batch over the copilot's REST; a live one comes back with the id of its confirmation.</summary>
    public static async Task<string> ProposeOverRestAsync(this SparkService spark, string action)
    {
        var line = await ReadAsync(Http.PostAsync(spark.Url + "/copilot/actions/run?mode=execute", new StringContent(action, System.Text.Encoding.UTF8, "application/json"), Ct));
        var url = (string)line["confirmUrl"]!;
        return url[(url.LastIndexOf('/') + 1)..];
    }

    private static async Task<JsonObject> ReadAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
    }
}
