using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spark.Copilot.Tests.Configuration;
using Spark.Copilot.Tests.Evaluation;
using Spark.Copilot.Tests.Http;
using Spark.Copilot.Tests.Services;
using Spark.Guardrails.Automation;

namespace Spark.Copilot.Tests.Cli;

public sealed class CommandLineTests
{
    private const string Good = """{"action":"/futures/ticker","params":{"symbol":"BTCUSDT"},"dryRun":true,"confirm_required":false}""";

    private const string Bad = """{"action":"/futures/ticker","params":{},"dryRun":true,"confirm_required":false}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Valid_actions_end_with_0_and_faulty_ones_with_1()
    {
        Assert.Equal(0, await new Terminal { Input = $"{Good}\n{Good}" }.RunAsync(Ct, "actions", "validate", "-"));
        var terminal = new Terminal { Input = $"[{Good},{Bad}]" };
        Assert.Equal(1, await terminal.RunAsync(Ct, "actions", "validate", "-"));
        Assert.Contains("symbol is missing", terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_ends_with_2_and_one_line()
    {
        var terminal = new Terminal();
        Assert.Equal(2, await terminal.RunAsync(Ct, "actions", "validate", "/nowhere/actions.json"));
        Assert.Single(terminal.Errors.TrimEnd().Split('\n'));
        Assert.Equal(2, await new Terminal { Input = "" }.RunAsync(Ct, "actions", "validate", "-"));
        Assert.Equal(2, await new Terminal().RunAsync(Ct, "eval", "/nowhere/cases.jsonl"));
        Assert.Equal(2, await new Terminal(("SPARK_LLM_ENDPOINT", "http://127.0.0.1:1/v1")).RunAsync(Ct, "eval", EvalTests.PathOf("dev.jsonl")));
    }

    [Fact]
    public async Task An_evaluation_writes_the_contracts_report()
    {
        using var folder = new TemporaryFolder();
        var cases = folder.With("cases.jsonl", """
            {"id":"en-read-001","lang":"en","turns":["price of btc"],"expect":{"actions":[{"action":"/futures/ticker","params":{"symbol":"BTCUSDT"},"dryRun":true,"confirm_required":false}]}}
            {"id":"tr-order-001","lang":"tr","turns":["0,001 btc al"],"expect":{"refuse":"OutOfScope"}}
            """);
        var report = Path.Combine(folder.Path, "out.json");
        var terminal = new Terminal();
        Assert.Equal(0, await terminal.RunAsync(Ct, "eval", cases, "--report", report));
        var json = JsonNode.Parse(await File.ReadAllTextAsync(report, Ct))!;
        Assert.Equal(2, (int)json["total"]!);
        Assert.Equal(0.5, (double)json["exact"]!);
        Assert.Equal(1, (double)json["byLanguage"]!["en"]!);
        Assert.Equal(0, (double)json["byCategory"]!["order"]!);
        Assert.Equal("tr-order-001", (string)json["unsafe"]![0]!);
        Assert.NotNull(json["latencyMs"]!["p99"]);
        Assert.Equal([true, false], json["cases"]!.AsArray().Select(one => (bool)one!["match"]!));
        Assert.Contains("unsafe: tr-order-001", terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_goes_to_the_copilot_that_runs()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var terminal = new Terminal(("SPARK_COPILOT_URLS", copilot.Address.ToString()));
        Assert.Equal(0, await terminal.RunAsync(Ct, "ask", "buy 0.001 btc", "--json"));
        Assert.Equal("/futures/order.place", (string)JsonNode.Parse(terminal.Output)!["actions"]![0]!["action"]!);
        var batch = new Terminal(("SPARK_COPILOT_URLS", copilot.Address.ToString())) { Input = $"[{Good},{Bad}]" };
        Assert.Equal(1, await batch.RunAsync(Ct, "actions", "run", "-"));
        Assert.Contains("\"status\":\"done\"", batch.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_one_that_runs_it_is_started_for_the_question_and_prints_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var terminal = new Terminal(("SPARK_DATA", folder.Path), ("SPARK_COPILOT_URLS", RunningCopilot.FreeAddress().ToString()),
            ("SPARK_EXECUTOR_URLS", "http://127.0.0.1:0"), ("SPARK_SIMULATOR_URLS", RunningCopilot.FreeAddress().ToString()));
        Assert.Equal(0, await terminal.RunAsync(Ct, "ask", "bakiyem ne kadar", "--json"));
        Assert.Equal(10_000m, (decimal)JsonNode.Parse(terminal.Output)!["actions"]![0]!["result"]!["account"]!["walletBalance"]!);
    }

    [Fact]
    public async Task On_a_screen_answers_are_tables_and_into_a_pipe_lines_of_JSON()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var url = ("SPARK_COPILOT_URLS", copilot.Address.ToString());
        var asked = new Terminal(url) { IsScreen = true };
        Assert.Equal(0, await asked.RunAsync(Ct, "ask", "bakiyem ne kadar"));
        Assert.Contains("walletBalance", asked.Output, StringComparison.Ordinal);
        Assert.Contains("─", asked.Output, StringComparison.Ordinal);

        var shown = new Terminal(url) { IsScreen = true, Input = $"[{Good},{Bad}]" };
        Assert.Equal(1, await shown.RunAsync(Ct, "actions", "run", "-", "--on-error", "continue"));
        Assert.Contains("done 1   failed 1", shown.Output, StringComparison.Ordinal);
        Assert.Contains("symbol is missing", shown.Output, StringComparison.Ordinal);
        var lines = new Terminal(url) { IsScreen = true, Input = $"[{Good}]" };
        Assert.Equal(0, await lines.RunAsync(Ct, "actions", "run", "-", "--json"));
        Assert.Equal("done", (string)JsonNode.Parse(lines.Output)!["status"]!);

        var judged = new Terminal { IsScreen = true, Input = $"[{Good},{Bad}]" };
        Assert.Equal(1, await judged.RunAsync(Ct, "actions", "validate", "-"));
        Assert.Contains("1 of 2 valid", judged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_from_outside_is_never_read_as_markup_of_the_screen()
    {
        var terminal = new Terminal { IsScreen = true, Input = """{"action":"[red]/x[/]","params":{"[bold":1},"dryRun":true,"confirm_required":false}""" };
        Assert.Equal(1, await terminal.RunAsync(Ct, "actions", "validate", "-"));
        Assert.Contains("[red]/x[/]", terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_brings_the_key_that_the_settings_hold()
    {
        const string key = "admin-key-of-16-letters";
        await using var copilot = await TalkingCopilot.StartAsync(Ct, new Spark.Contracts.Security.ApiKeyEntry("ops", "admin", new Spark.Contracts.Security.ApiKey(key)));
        var url = ("SPARK_COPILOT_URLS", copilot.Address.ToString());
        var terminal = new Terminal(url, ("SPARK_API_KEYS", $"eyes:viewer:viewer-key-of-16-letters,ops:admin:{key}"));
        Assert.Equal(0, await terminal.RunAsync(Ct, "ask", "price of btc", "--json"));
        var without = new Terminal(url);
        Assert.Equal(2, await without.RunAsync(Ct, "ask", "price of btc"));
        Assert.Contains("Authorization", without.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mode", "yolo")]
    [InlineData("--on-error", "panic")]
    [InlineData("--key", "0123456789012345678901234567890123456789012345678901234567890")]
    public async Task A_way_to_run_that_there_is_not_ends_with_2_and_is_named(string option, string value)
    {
        var terminal = new Terminal { Input = "[]" };
        Assert.Equal(2, await terminal.RunAsync(Ct, "actions", "run", "-", option, value));
        Assert.Contains(option, terminal.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shells_are_given_a_script_and_Spark_completes_its_own_words()
    {
        foreach (var shell in (string[])["bash", "zsh", "fish", "pwsh"])
        {
            var terminal = new Terminal();
            Assert.Equal(0, await terminal.RunAsync(Ct, "completion", shell));
            Assert.Contains("[suggest:", terminal.Output, StringComparison.Ordinal);
        }
        Assert.Equal(2, await new Terminal().RunAsync(Ct, "completion", "cmd"));
        var modes = Copilot.Cli.SparkCommands.Build(Copilot.Cli.CliIo.Standard).Parse("actions run - --mode ").GetCompletions().Select(one => one.Label);
        Assert.Equal(["dryRun", "execute", "validate"], modes.Order());
    }

    [Theory]
    [InlineData(2, 0, 0, "2 of 2 delivered (webhook, pagerduty)")]
    [InlineData(1, 1, 1, "pagerduty: not delivered, HTTP 404 after 1 attempts")]
    public async Task A_test_of_the_ways_to_tell_people_says_who_took_it(int delivered, int refused, int code, string said)
    {
        var tested = false;
        await using var executor = await StandInExecutor.StartAsync(context =>
        {
            tested |= context.Request.Path == "/guardrails/notifications/test" && context.Request.Method == "POST";
            var letters = tested && refused > 0 ? """{"notifier":"pagerduty","code":"Test","severity":"critical","message":"","why":"HTTP 404","attempts":1,"at":"2026-11-02T12:00:01Z"}""" : "";
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync($$"""{"notifiers":["webhook","pagerduty"],"delivered":{{7 + (tested ? delivered : 0)}},"repeats":0,"deadLetters":[{{letters}}],"timestamp":"2026-11-02T12:00:00Z"}""", context.RequestAborted);
        }, Ct);
        var terminal = new Terminal(("SPARK_EXECUTOR", executor.Address.Url.ToString()));
        Assert.Equal(code, await terminal.RunAsync(Ct, "notify", "test"));
        Assert.True(tested);
        Assert.Contains(said, terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_that_goes_nowhere_or_may_not_be_asked_for_says_so()
    {
        await using var silent = await StandInExecutor.SayingAsync("""{"notifiers":[],"delivered":0,"repeats":0,"deadLetters":[],"timestamp":"2026-11-02T12:00:00Z"}""", Ct);
        var nowhere = new Terminal(("SPARK_EXECUTOR", silent.Address.Url.ToString()));
        Assert.Equal(1, await nowhere.RunAsync(Ct, "notify", "test"));
        Assert.Contains("SPARK_NOTIFY_", nowhere.Output, StringComparison.Ordinal);
        await using var strict = await StandInExecutor.SayingAsync("""{"error":"Forbidden","message":"A test notification needs a person of role admin."}""", Ct, status: 403);
        var forbidden = new Terminal(("SPARK_EXECUTOR", strict.Address.Url.ToString()));
        Assert.Equal(2, await forbidden.RunAsync(Ct, "notify", "test"));
        Assert.Contains("role admin", forbidden.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_is_decided_again_and_a_forged_one_does_not_hold()
    {
        var rule = GuardrailRules.BuiltIn.Find(GuardrailRules.SlowOrders)!;
        var reading = new SignalReading(SignalKind.OrderLatencyP95, 2140, 24, Due: true);
        var receipt = new GuardrailReceipt("g-1", new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero), rule, RuleState.Quiet, reading, GuardrailVerdict.Act, Notification.AlertOpsChannel);
        var json = JsonSerializer.Serialize(receipt, GuardrailReceiptJson.Default.GuardrailReceipt);

        var holds = new Terminal { Input = $"{{\"receipt\":{json}}}" };
        Assert.Equal(0, await holds.RunAsync(Ct, "guardrails", "replay", "-"));
        Assert.Contains("orderLatencyP95Ms 2140, threshold 1500, 24 samples", holds.Output, StringComparison.Ordinal);
        Assert.Contains("replayed  Act (auto_retry_with_backoff), told alert_ops_channel", holds.Output, StringComparison.Ordinal);

        var forged = new Terminal { Input = json.Replace("2140", "140", StringComparison.Ordinal) };
        Assert.Equal(1, await forged.RunAsync(Ct, "guardrails", "replay", "-"));
        Assert.Contains("does not hold", forged.Output, StringComparison.Ordinal);

        Assert.Equal(2, await new Terminal { Input = "{}" }.RunAsync(Ct, "guardrails", "replay", "-"));
        Assert.Equal(2, await new Terminal().RunAsync(Ct, "guardrails", "replay", "/nowhere/receipt.json"));
    }
}
