using Spark.EndToEnd.Tests.Http;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests;

/// <summary>The process as whoever runs it sees it: what it prints, how it stops, and who may run beside it.</summary>
public sealed class ProcessTests
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_banner_tells_where_to_click_what_is_traded_where_data_is_and_how_to_stop()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var spark = await home.StartAsync(ct);
        await Eventually.HoldsAsync(_ => Task.FromResult(spark.Output.Contains("Ctrl-C", StringComparison.Ordinal)), () => spark.Story, ct);

        foreach (var told in (string[])[Bare(home.Copilot), Bare(home.Executor), Bare(home.Exchange), "simulator", "play money", home.Data])
        {
            Assert.Contains(told, spark.Output, StringComparison.Ordinal);
        }
        Assert.Empty(spark.Errors);
    }

    [Fact]
    public async Task Ctrl_C_stops_everything_within_five_seconds_and_is_no_error()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var spark = await home.StartAsync(ct);
        using var executor = new Caller(home.Executor);
        await executor.PostAsync("/futures/ws.start", """{"symbols":["BTCUSDT"]}""", ct);

        await spark.InterruptAsync(ct);

        Assert.Equal(0, await spark.ExitCodeAsync(StopWithin, ct));
        Assert.Contains("Stopping.", spark.Output, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => executor.GetAsync("/healthz", ct));
    }

    [Fact]
    public async Task A_service_manager_stops_everything_within_five_seconds_and_is_no_error()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var spark = await home.StartAsync(ct);

        await spark.TerminateAsync(ct);

        Assert.Equal(0, await spark.ExitCodeAsync(StopWithin, ct));
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_ends_at_once_and_names_the_first()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var first = await home.StartAsync(ct);
        using var elsewhere = new SparkHome();

        await using var second = elsewhere.Start("Spark.Copilot", ("SPARK_DATA", home.Data));

        await Refusal.IsOneLineAsync(second, [home.Data, $"process {first.Id}"], ct);
        Assert.False(first.HasExited);
    }

    [Fact]
    public async Task A_second_executor_on_the_same_account_ends_at_once_and_names_the_first()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var first = await home.StartAsync(ct);
        using var elsewhere = new SparkHome();

        await using var second = elsewhere.Start("Spark.Executor", ("SPARK_DATA", home.Data), ("SPARK_SIMULATOR_URLS", home.Exchange.OriginalString));

        await Refusal.IsOneLineAsync(second, [$"process {first.Id}", Bare(home.Executor)], ct);
        Assert.False(first.HasExited);
    }

    [Fact]
    public async Task Exchange_and_executor_work_together_as_two_processes()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var exchange = home.Start("Spark.Simulator");
        await Ready.AnswersAsync(new Uri(home.Exchange, "/fapi/v1/ping"), exchange, ct);
        await using var alone = home.Start("Spark.Executor");
        await Ready.AtAsync(home.Executor, alone, ct);
        using var executor = new Caller(home.Executor);

        var placed = await executor.ConfirmedAsync("/futures/order.place", """{"symbol":"ETHUSDT","side":"BUY","notional":60,"dryRun":false}""", ct);

        Assert.True(placed.With(System.Net.HttpStatusCode.OK).Yes("ack"), placed.Text);
        await alone.TerminateAsync(ct);
        Assert.Equal(0, await alone.ExitCodeAsync(StopWithin, ct));
        await exchange.TerminateAsync(ct);
        Assert.Equal(0, await exchange.ExitCodeAsync(StopWithin, ct));
    }

    private static string Bare(Uri address) => address.OriginalString;
}
