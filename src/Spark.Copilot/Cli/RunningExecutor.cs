using System.Text.Json.Nodes;
using Spark.Contracts.Configuration;

namespace Spark.Copilot.Cli;

/// <summary>The executor that runs, for commands that ask it directly.</summary>
internal static class RunningExecutor
{
    private const string Default = "http://localhost:4001";

    /// <summary>A client with this machine's own key, if one is needed.</summary>
    /// <exception cref="FormatException">Settings name no address.</exception>
    public static HttpClient Client(SettingsSource source)
    {
        var address = (source["SPARK_EXECUTOR"] ?? source["SPARK_EXECUTOR_URLS"] ?? Default).Split([';', ','])[0].Trim();
        if (!Uri.TryCreate(address, UriKind.Absolute, out var executor)) throw new FormatException($"'{address}' is no address of an executor.");
        return Service.ClientOf(executor, source);
    }

    /// <summary>The body of a good answer.</summary>
    /// <exception cref="FormatException">What the executor said instead.</exception>
    public static async Task<string> BodyOfAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode ? text : throw new FormatException(MessageIn(text) ?? $"The executor answered {(int)answer.StatusCode}.");
    }

    private static string? MessageIn(string text)
    {
        try
        {
            return (JsonNode.Parse(text) as JsonObject)?["message"]?.ToString();
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
