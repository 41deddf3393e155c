using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Spark.Copilot.Hosting;
using Spark.Copilot.Tests.Services;

namespace Spark.Copilot.Tests.Status;

/// <summary>The page that tells whether Spark is well, whatever the executor does.</summary>
public sealed class StatusPageTests
{
    private const string Silence = "the executor doesn&#x27;t answer";

    [Fact]
    public async Task A_healthy_executor_is_shown_with_venue_and_streams()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        var page = await copilot.PageAsync(ct);

        foreach (var shown in (string[])[">ok<", ">simulator<", "2026-11-22 23:38:14Z", ">up for 12 s<", ">not asked for<", executor.Address.Url.ToString().TrimEnd('/')])
        {
            Assert.Contains(shown, page, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(Silence, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_may_load_and_be_framed_by_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        using var page = await copilot.Http.GetAsync("/status", ct);

        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(page.Headers.GetValues("Referrer-Policy")));
        Assert.False(page.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Reasons_of_a_degraded_executor_are_shown_as_text_and_never_as_markup()
    {
        var ct = TestContext.Current.CancellationToken;
        var degraded = Healthy.Body.Replace("\"ok\"", "\"degraded\",\"reasons\":[\"<script>alert('x')</script>\"]", StringComparison.Ordinal)
            .Replace("simulator", "\\\"><img src=x onerror=y>", StringComparison.Ordinal);
        await using var executor = await StandInExecutor.SayingAsync(degraded, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        var page = await copilot.PageAsync(ct);

        Assert.Contains(">degraded<", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_executor_that_is_down_is_told_and_the_page_still_answers()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var copilot = await RunningCopilot.StartAsync(new ExecutorAddress(RunningCopilot.FreeAddress(), "key"), ct);

        Assert.Contains(Silence, await copilot.PageAsync(ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_executor_that_never_answers_is_told_after_five_seconds()
    {
        var ct = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var executor = await StandInExecutor.StartAsync(
            context =>
            {
                if (context.Request.Path == "/futures/health") arrived.TrySetResult(); // others ask too, at start
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            }, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct, time);

        var page = copilot.PageAsync(ct);
        await arrived.Task.WaitAsync(ct);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Contains(Silence, await page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>hello</html>", 200, "text/html")]
    [InlineData("", 200, "application/json")]
    [InlineData("null", 200, "application/json")]
    [InlineData("[]", 200, "application/json")]
    [InlineData("{}", 200, "application/json")]
    [InlineData("{\"status\":\"ok\"", 200, "application/json")]
    [InlineData("{\"status\":null,\"testnet\":true,\"venue\":null,\"serverTime\":1,\"clockSkewMs\":0,\"streams\":null}", 200, "application/json")]
    [InlineData("{\"status\":\"ok\",\"testnet\":true,\"venue\":\"simulator\",\"serverTime\":9223372036854775807,\"clockSkewMs\":0,\"streams\":{}}", 200, "application/json")]
    [InlineData("{\"status\":\"ok\",\"testnet\":true,\"venue\":\"simulator\",\"serverTime\":1,\"clockSkewMs\":0,\"streams\":{\"market\":null}}", 200, "application/json")]
    [InlineData("{\"status\":\"degraded\",\"testnet\":true,\"venue\":\"simulator\",\"serverTime\":1,\"clockSkewMs\":0,\"streams\":{},\"reasons\":[null]}", 200, "application/json")]
    [InlineData("{}", 200, "application/json; charset=klingon")]
    [InlineData("{\"error\":\"InternalError\",\"message\":\"x\"}", 500, "application/json")]
    [InlineData("{\"error\":\"Unauthorized\",\"message\":\"x\"}", 401, "application/json")]
    public async Task An_executor_that_answers_garbage_is_told_and_the_page_still_answers(string body, int status, string type)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(body, ct, status, type);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        Assert.Contains(Silence, await copilot.PageAsync(ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_executor_that_goes_on_and_on_is_cut_short()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.StartAsync(
            async context =>
            {
                while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync(new string(' ', 64 * 1024), context.RequestAborted);
            }, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        Assert.Contains(Silence, await copilot.PageAsync(ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_executor_that_breaks_off_in_the_middle_is_told()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.StartAsync(
            async context =>
            {
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("{\"status\":", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
            }, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        Assert.Contains(Silence, await copilot.PageAsync(ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_agents_key_goes_to_the_executor_alone_and_follows_no_redirect()
    {
        var ct = TestContext.Current.CancellationToken;
        var strayed = false;
        await using var elsewhere = await StandInExecutor.StartAsync(
            context =>
            {
                strayed = true;
                return Task.CompletedTask;
            }, ct);
        string? key = null;
        await using var executor = await StandInExecutor.StartAsync(
            context =>
            {
                key = context.Request.Headers.Authorization;
                context.Response.Redirect(elsewhere.Address.Url.ToString());
                return Task.CompletedTask;
            }, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        var page = await copilot.PageAsync(ct);

        Assert.Equal($"Bearer {StandInExecutor.AgentKey}", key);
        Assert.False(strayed);
        Assert.Contains(Silence, page, StringComparison.Ordinal);
        Assert.DoesNotContain(StandInExecutor.AgentKey, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await copilot.StatusAsync("/readyz", ct));
    }
}
