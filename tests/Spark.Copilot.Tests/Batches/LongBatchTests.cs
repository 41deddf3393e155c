using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Spark.Copilot.Batches;
using Spark.Copilot.Executor;
using Spark.Copilot.Metrics;
using Spark.Copilot.Tests.Services;

namespace Spark.Copilot.Tests.Batches;

/// <summary>Batches of any length take the memory of one action, and no client has to read while it sends.</summary>
[Collection(nameof(AloneInMemory))]
public sealed class LongBatchTests
{
    private const string Ticker = """{"action":"/futures/ticker","params":{"symbol":"BTCUSDT"},"dryRun":true,"confirm_required":false}""";

    // SPARK_LONG_TESTS=1: ./test.sh --long.
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("SPARK_LONG_TESTS") == "1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hundreds_of_thousands_of_actions_take_the_memory_of_one(bool lines)
    {
        var count = IsLong ? 1_000_000 : 100_000;
        using var executor = new ExecutorClient(new Copilot.Hosting.ExecutorAddress(RunningCopilot.FreeAddress(), "key"), TimeProvider.System, new CopilotMetrics());
        var input = lines
            ? new GeneratedLines(count, _ => Ticker + "\n")
            : new GeneratedLines(count, number => (number == 0 ? "[" : ",") + Ticker + (number == count - 1 ? "]" : ""));
        var (seen, least, most) = (0, long.MaxValue, 0L);
        var results = new BatchRunner(executor).RunAsync(BatchReader.ReadAsync(input, lines, Ct), new BatchOptions(BatchMode.Validate, StopOnError: true), Ct);
        await foreach (var result in results)
        {
            Assert.Equal(seen, (int)result["index"]!);
            if (++seen % (count / 4) != 0) continue;
            Assert.Equal("done", (string)result["status"]!);
            var alive = GC.GetTotalMemory(forceFullCollection: true);
            (least, most) = (Math.Min(least, alive), Math.Max(most, alive));
        }
        Assert.Equal(count, seen);
        // What other tests have left alive is in the figure too; the batch itself would be 10 MB at least, and its results three times that.
        Assert.True(most - least < 20_000_000, $"{least} to {most} bytes");
    }

    [Fact]
    public async Task A_client_that_sends_everything_before_it_reads_gets_every_line_in_order()
    {
        var count = IsLong ? 30_000 : 8_000;
        await using var executor = await StandInExecutor.SayingAsync("{}", Ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, Ct);
        using var content = new StreamContent(new GeneratedLines(count, _ => Ticker + "\n"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/copilot/actions/run?mode=validate") { Content = content };
        using var answer = await copilot.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        var seen = 0;
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            if (seen % 1_000 == 0) Assert.Equal(seen, (int)JsonNode.Parse(line)!["index"]!);
            seen++;
        }
        Assert.Equal(count, seen);
    }

    [Theory]
    [InlineData(false, "[{0}]")]
    [InlineData(true, "{0}\n")]
    public async Task One_action_that_never_ends_is_a_fault_and_no_full_memory(bool lines, string frame)
    {
        var endless = Ticker.Replace("BTCUSDT", new string('x', 1_000_000), StringComparison.Ordinal);
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(frame.Replace("{0}", endless, StringComparison.Ordinal)));
        var read = new List<BatchLine>();
        await foreach (var line in BatchReader.ReadAsync(body, lines, Ct)) read.Add(line);
        Assert.Contains("64 KiB", Assert.Single(read).Fault, StringComparison.Ordinal);
    }
}
