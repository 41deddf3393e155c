using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Spark.Copilot.Executor;
using Spark.Copilot.Feed;
using Spark.Copilot.Metrics;
using Spark.Copilot.Tests.Services;

namespace Spark.Copilot.Tests.Feed;

/// <summary>What the desk knows when the executor answers one part of it and not another.</summary>
public sealed class DeskReaderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_part_that_fails_by_itself_keeps_what_was_known_and_says_since_when_while_the_rest_is_as_of_now()
    {
        var (fails, takes) = (false, TimeSpan.Zero);
        var clock = new FakeTimeProvider(Noon);
        await using var executor = await StandInExecutor.StartAsync(
            context =>
            {
                if (context.Request.Path == "/futures/positions") clock.Advance(takes);
                return (context.Request.Path.Value switch
                {
                    "/futures/health" => Results.Text(Healthy.Body, "application/json"),
                    "/futures/positions" when fails => Results.StatusCode(503),
                    "/futures/positions" => Results.Text("""{"positions":[{"symbol":"BTCUSDT","side":"LONG","quantity":0.5,"entryPrice":65000,"markPrice":65000,"notional":1,"unrealizedPnl":0}],"asOf":"2026-11-23T12:00:00Z","source":"stream","timestamp":"2026-11-23T12:00:00Z"}""", "application/json"),
                    "/futures/openOrders" => Results.Text("""{"orders":[],"asOf":"2026-11-23T12:00:00Z","source":"stream","timestamp":"2026-11-23T12:00:00Z"}""", "application/json"),
                    _ => Results.StatusCode(503),
                }).ExecuteAsync(context);
            }, Ct);
        using var desk = new Desk(clock);
        using var client = new ExecutorClient(executor.Address, clock, new CopilotMetrics());
        var reader = new DeskReader(client, desk, clock);

        await reader.RefreshAsync(Ct);
        Assert.True(desk.Now.IsCurrent(DeskPart.Positions, clock.GetUtcNow()));
        fails = true;
        clock.Advance(TimeSpan.FromSeconds(2));
        await reader.RefreshAsync(Ct);
        clock.Advance(TimeSpan.FromSeconds(2));
        await reader.RefreshAsync(Ct);

        Assert.Equal(0.5m, Assert.Single(desk.Now.Positions).Quantity);
        Assert.Equal(new PartReading(Noon, Noon.AddSeconds(2)), desk.Now.ReadingOf(DeskPart.Positions));
        Assert.False(desk.Now.IsCurrent(DeskPart.Positions, clock.GetUtcNow()));
        Assert.Equal(new PartReading(Noon.AddSeconds(4), null), desk.Now.ReadingOf(DeskPart.Orders));
        Assert.Equal(new PartReading(null, Noon), desk.Now.ReadingOf(DeskPart.Fills));

        (fails, takes) = (false, TimeSpan.FromSeconds(20));
        await reader.RefreshAsync(Ct);
        Assert.Equal(new PartReading(Noon.AddSeconds(4), null), desk.Now.ReadingOf(DeskPart.Positions));
        // What had to wait for a slow part is no newer for that.
        Assert.Equal((Noon.AddSeconds(4), Noon.AddSeconds(24)), (desk.Now.ReadAt, clock.GetUtcNow()));
        Assert.False(desk.Now.IsCurrent(DeskPart.Orders, clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_reading_that_was_overtaken_by_one_asked_for_later_changes_nothing()
    {
        var clock = new FakeTimeProvider(Noon);
        var (asked, answer) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var readings = 0;
        await using var executor = await StandInExecutor.StartAsync(
            async context =>
            {
                var quantity = "1";
                if (context.Request.Path == "/futures/positions" && Interlocked.Increment(ref readings) == 1)
                {
                    quantity = "7";
                    asked.SetResult();
                    await answer.Task.WaitAsync(context.RequestAborted);
                }
                await (context.Request.Path.Value switch
                {
                    "/futures/health" => Results.Text(Healthy.Body, "application/json"),
                    "/futures/positions" => Results.Text($$"""{"positions":[{"symbol":"BTCUSDT","side":"LONG","quantity":{{quantity}},"entryPrice":65000,"markPrice":65000,"notional":1,"unrealizedPnl":0}],"asOf":"2026-11-23T12:00:00Z","source":"stream","timestamp":"2026-11-23T12:00:00Z"}""", "application/json"),
                    _ => Results.StatusCode(503),
                }).ExecuteAsync(context);
            }, Ct);
        using var desk = new Desk(clock);
        using var client = new ExecutorClient(executor.Address, clock, new CopilotMetrics());
        var reader = new DeskReader(client, desk, clock);

        var slow = reader.RefreshAsync(Ct);
        await asked.Task.WaitAsync(Ct);
        clock.Advance(TimeSpan.FromSeconds(1));
        await reader.RefreshAsync(Ct);
        var shown = desk.Now;
        answer.SetResult();
        await slow;

        Assert.Equal(1m, Assert.Single(shown.Positions).Quantity);
        Assert.Same(shown, desk.Now);
    }
}
