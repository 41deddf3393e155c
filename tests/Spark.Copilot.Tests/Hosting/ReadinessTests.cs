using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Spark.Copilot.Hosting;
using Spark.Copilot.Tests.Services;

namespace Spark.Copilot.Tests.Hosting;

/// <summary>The copilot is alive by itself, and ready when its executor is.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Readiness_follows_the_executor_and_liveness_does_not()
    {
        var ct = TestContext.Current.CancellationToken;
        var status = StatusCodes.Status503ServiceUnavailable;
        await using var executor = await StandInExecutor.StartAsync(
            context =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            }, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await copilot.StatusAsync("/readyz", ct));
        Assert.Equal(HttpStatusCode.OK, await copilot.StatusAsync("/healthz", ct));
        status = StatusCodes.Status200OK;
        Assert.Equal(HttpStatusCode.OK, await copilot.StatusAsync("/readyz", ct));
        status = StatusCodes.Status302Found;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await copilot.StatusAsync("/readyz", ct));
    }

    [Fact]
    public async Task Without_an_executor_it_is_alive_and_not_ready()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var copilot = await RunningCopilot.StartAsync(new ExecutorAddress(RunningCopilot.FreeAddress(), "key"), ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await copilot.StatusAsync("/readyz", ct));
        Assert.Equal(HttpStatusCode.OK, await copilot.StatusAsync("/healthz", ct));
    }

    [Fact]
    public async Task An_executor_that_never_answers_is_given_five_seconds()
    {
        var ct = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var executor = await StandInExecutor.StartAsync(
            context =>
            {
                if (context.Request.Path != "/hubs/executor") arrived.TrySetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            }, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct, time);

        var asked = copilot.StatusAsync("/readyz", ct);
        await arrived.Task.WaitAsync(ct);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(asked.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await asked);
    }

    [Fact]
    public async Task Metrics_answer_in_the_format_that_Prometheus_reads()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        using var metrics = await copilot.Http.GetAsync("/metrics", ct);

        Assert.Equal(HttpStatusCode.OK, metrics.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", metrics.Content.Headers.ContentType?.ToString());
    }
}
