using System.Collections;
using System.Globalization;
using System.Net.Http.Json;
using System.Resources;
using System.Text.Json.Nodes;
using Spark.Copilot.Pages;
using Spark.Copilot.Tests.Services;

namespace Spark.Copilot.Tests.Components;

public sealed class QuickCommandTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task Every_quick_command_and_example_is_understood(string language)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync("{}", ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);
        foreach (var sentence in Sentences(language))
        {
            using var answer = await copilot.Http.PostAsJsonAsync("/copilot/chat", new JsonObject { ["message"] = sentence }, ct);
            var body = (await answer.Content.ReadFromJsonAsync<JsonObject>(ct))!;
            Assert.True(body["actions"] is JsonArray { Count: > 0 }, $"'{sentence}' was answered with {body.ToJsonString()}");
            Assert.Equal(language, (string?)body["language"]);
        }
    }

    private static string[] Sentences(string language) =>
    [
        .. new ResourceManager(typeof(UiText))
            .GetResourceSet(CultureInfo.GetCultureInfo(language == "en" ? "" : language), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .Where(entry => IsSentence((string)entry.Key))
            .Select(entry => (string)entry.Value!),
    ];

    private static bool IsSentence(string key) => key.Split('_') is ["Quick" or "Try", _];
}
