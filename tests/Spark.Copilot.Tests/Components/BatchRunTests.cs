using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spark.Copilot.Batches;
using Spark.Copilot.Components.Batches;
using Spark.Copilot.Executor;
using Spark.Copilot.Metrics;
using Spark.Copilot.Tests.Services;

namespace Spark.Copilot.Tests.Components;

public sealed class BatchRunTests
{
    private const string Read = """{"action":"/futures/positions","params":{},"dryRun":true,"confirm_required":false}""";

    private const string Live = """{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001},"dryRun":false,"confirm_required":true}""";

    private const string Faulty = """{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","quantity":-1},"dryRun":true,"confirm_required":false}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Read + "\n" + Live + "\nnot json\n" + Faulty)]
    [InlineData("\n\n" + Read + "\r\n" + Live + "\r\n{\"action\":\r\n" + Faulty + "\r\n")]
    public async Task Each_line_gets_its_own_verdict_and_a_bad_one_spoils_no_other(string text)
    {
        await using var executor = await StandInExecutor.SayingAsync("{}", Ct);
        using var run = Batch(executor);

        await ReadAsync(run, text);

        Assert.Equal([true, true, false, false], run.Rows.Select(row => row.IsValid));
        Assert.Equal([false, true, false, false], run.Rows.Select(row => row.IsLive));
        Assert.Equal("BUY 0.001 BTCUSDT MARKET", run.Rows[1].Brief);
        Assert.Contains("quantity", run.Rows[3].Error!.ToJsonString());
    }

    [Theory]
    [InlineData("[" + Read + "," + Live + "]", 2)]
    [InlineData("{\n  \"action\": \"/futures/positions\",\n  \"params\": {},\n  \"dryRun\": true,\n  \"confirm_required\": false\n}", 1)]
    [InlineData("", 0)]
    public async Task An_array_and_an_action_over_several_lines_are_read_as_such(string text, int lines)
    {
        await using var executor = await StandInExecutor.SayingAsync("{}", Ct);
        using var run = Batch(executor);

        await ReadAsync(run, text);

        Assert.Equal(lines, run.Rows.Count);
        Assert.All(run.Rows, row => Assert.True(row.IsValid));
    }

    [Fact]
    public async Task A_live_line_waits_for_a_person_and_what_was_confirmed_stands_in_the_results()
    {
        await using var executor = await StandInExecutor.SayingAsync(
            """{"error":"ConfirmationRequired","confirmation":{"confirmUrl":"http://localhost:3003/copilot/confirmations/c0ffee","expiresAt":"2026-11-23T12:00:00Z","summary":"BUY"}}""", Ct, status: 428);
        using var run = Batch(executor);
        await ReadAsync(run, Live);

        await run.RunAsync(BatchMode.Execute, stopOnError: true, mayAct: true);
        Assert.Equal((BatchStatus.Awaiting, "c0ffee"), (run.Rows[0].Status, run.Rows[0].ConfirmationId));
        Assert.Same(run.Rows[0], run.Awaiting("c0ffee"));

        run.Rows[0].Settle(BatchStatus.Done, new JsonObject { ["ack"] = true });
        Assert.Equal("""{"index":0,"action":"/futures/order.place","status":"done","result":{"ack":true}}""" + "\n", Encoding.UTF8.GetString(run.Results()));
    }

    [Fact]
    public async Task Stopping_lets_the_line_that_is_being_sent_be_answered_and_sends_no_other()
    {
        var (asked, answer) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        await using var executor = await StandInExecutor.StartAsync(async context =>
        {
            asked.Release();
            await answer.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("{}", context.RequestAborted);
        }, Ct);
        using var run = Batch(executor);
        await ReadAsync(run, Read + "\n" + Read + "\n" + Read);

        var running = run.RunAsync(BatchMode.Execute, stopOnError: true, mayAct: true);
        await asked.WaitAsync(Ct);
        run.Stop();
        answer.Release();
        await running;

        Assert.Equal([BatchStatus.Done, null, null], run.Rows.Select(row => row.Status));
        Assert.True(run.WasStopped);
        Assert.False(run.Busy);
    }

    [Fact]
    public async Task Lines_carry_keys_so_that_none_of_a_run_can_happen_twice()
    {
        var keys = new List<string>();
        await using var executor = await StandInExecutor.StartAsync(context =>
        {
            keys.Add(context.Request.Headers["Idempotency-Key"].ToString());
            return context.Response.WriteAsync("{}", context.RequestAborted);
        }, Ct);
        using var run = Batch(executor);
        await ReadAsync(run, Read + "\n" + Read);

        await run.RunAsync(BatchMode.DryRun, stopOnError: true, mayAct: true);
        await run.RunAsync(BatchMode.DryRun, stopOnError: true, mayAct: true);

        Assert.Equal(4, keys.Distinct().Count());
        Assert.All(keys, key => Assert.StartsWith("page-", key));
    }

    private static BatchRun Batch(StandInExecutor executor) => new(new BatchRunner(new ExecutorClient(executor.Address, TimeProvider.System, new CopilotMetrics())));

    private static Task ReadAsync(BatchRun run, string text) => run.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Ct);
}
