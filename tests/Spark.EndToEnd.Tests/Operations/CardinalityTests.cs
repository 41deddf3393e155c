using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Spark.EndToEnd.Tests.Http;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests.Operations;

/// <summary>Nothing that a caller writes becomes a label: the number of series is bounded.</summary>
public sealed class CardinalityTests
{
    private const int MostSeries = 1_500;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_callers_ask_for_adds_no_series()
    {
        using var home = new SparkHome();
        await using var program = await home.StartAsync(Ct);
        using var executor = new Caller(home.Executor);
        using var copilot = new Caller(home.Copilot);

        await AskOddlyAsync(executor, copilot, 0);
        var first = (await SeriesAsync(executor), await SeriesAsync(copilot));
        await AskOddlyAsync(executor, copilot, 1_000);
        var second = (await SeriesAsync(executor), await SeriesAsync(copilot));

        // The runtime's own series come when the runtime does something for the first time.
        Assert.DoesNotContain(second.Item1.Except(first.Item1), series => series.StartsWith("spark_", StringComparison.Ordinal));
        Assert.DoesNotContain(second.Item2.Except(first.Item2), series => series.StartsWith("spark_", StringComparison.Ordinal));
        Assert.InRange(second.Item1.Count, 1, MostSeries);
        Assert.InRange(second.Item2.Count, 1, MostSeries);
        Assert.DoesNotContain(second.Item1.Concat(second.Item2), series => series.Contains("ODD", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task AskOddlyAsync(Caller executor, Caller copilot, int from)
    {
        for (var i = from; i < from + 20; i++)
        {
            var odd = string.Create(CultureInfo.InvariantCulture, $"ODD{i}");
            (await executor.PostAsync("/futures/order.place", new JsonObject { ["symbol"] = odd + "USDT", ["side"] = "BUY", ["quantity"] = 1 }.ToJsonString(), Ct)).With(HttpStatusCode.BadRequest);
            (await executor.PostAsync("/actions", new JsonObject { ["action"] = "/futures/" + odd }.ToJsonString(), Ct)).With(HttpStatusCode.NotFound);
            (await executor.GetAsync("/" + odd, Ct)).With(HttpStatusCode.NotFound);
            (await executor.GetAsync("/futures/ticker?symbol=" + odd + "USDT", Ct)).ToString();
            (await copilot.PostAsync("/copilot/chat", new JsonObject { ["message"] = odd + "USDT fiyatı ne" }.ToJsonString(), Ct)).With(HttpStatusCode.OK);
        }
    }

    private static async Task<HashSet<string>> SeriesAsync(Caller service) =>
        [.. (await service.GetAsync("/metrics", Ct)).With(HttpStatusCode.OK).Text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line[..line.LastIndexOf(' ')])];
}
