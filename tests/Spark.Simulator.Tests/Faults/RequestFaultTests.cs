using Spark.Simulator.Faults;
using Spark.Simulator.Tests.Hosting;

namespace Spark.Simulator.Tests.Faults;

public sealed class RequestFaultTests
{
    [Fact]
    public async Task A_delayed_request_is_executed_only_when_it_arrives()
    {
        await using var x = await TestExchange.StartAsync();
        x.Control.Faults.Add(new FaultRule(FaultKind.RequestDelay) { Route = FaultRule.OrderRoute, Milliseconds = 2_000, Count = 1 });
        var answer = x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=late");
        while (x.Control.Faults.Active.Count > 0) await Task.Yield();
        Assert.Equal(-2013, (await FindAsync(x)).Code);
        while (!answer.IsCompleted)
        {
            x.Time.Advance(TimeSpan.FromMilliseconds(500));
            await x.Control.StatusAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal((200, 200), ((await answer).Status, (await FindAsync(x)).Status));
    }

    [Fact]
    public void Latency_follows_the_distribution_that_was_asked_for_and_is_the_same_each_time()
    {
        var plan = new FaultPlan();
        var again = new FaultPlan();
        foreach (var p in (FaultPlan[])[plan, again]) p.Add(new FaultRule(FaultKind.Latency) { Milliseconds = 20, P99Milliseconds = 200 });
        double[] drawn = [.. Enumerable.Range(0, 20_000).Select(_ => plan.TakeDelay(FaultKind.Latency, "GET /")!.Value.TotalMilliseconds)];
        Assert.Equal(drawn.Take(100), Enumerable.Range(0, 100).Select(_ => again.TakeDelay(FaultKind.Latency, "GET /")!.Value.TotalMilliseconds));
        Array.Sort(drawn);
        Assert.InRange(drawn[10_000], 19, 21);
        Assert.InRange(drawn[19_800], 180, 220);
    }

    [Fact]
    public async Task A_rate_limit_storm_answers_429_with_the_time_to_wait_and_then_passes()
    {
        await using var x = await TestExchange.StartAsync();
        await ControlTests.PostAsync(x, "/sim/faults", """{"name":"rateLimitStorm","count":2,"ms":7000}""");
        var answer = await x.GetAsync("/fapi/v1/time");
        Assert.Equal((429, -1003), (answer.Status, answer.Code));
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter!.Delta);
        x.Control.Faults.Clear();
        x.Control.Faults.Add(new FaultRule(FaultKind.RateLimitStorm) { Status = 418, Milliseconds = 120_000, Count = 1 });
        Assert.Equal(418, (await x.GetAsync("/fapi/v1/time")).Status);
        Assert.Equal(200, (await x.GetAsync("/fapi/v1/time")).Status);
    }

    [Fact]
    public async Task Going_on_after_429_is_banned_with_418_for_two_minutes()
    {
        await using var x = await TestExchange.StartAsync(change: s => s with { WeightPerMinute = 5 });
        for (var i = 0; i < 5; i++) Assert.Equal(200, (await x.GetAsync("/fapi/v1/time")).Status);
        for (var i = 0; i < 10; i++) Assert.Equal((429, -1003), (await x.GetAsync("/fapi/v1/time")) is var a ? (a.Status, a.Code) : default);
        var banned = await x.GetAsync("/fapi/v1/time");
        Assert.Equal((418, -1003, TimeSpan.FromMinutes(2)), (banned.Status, banned.Code, banned.Headers.RetryAfter!.Delta));
        x.Time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(418, (await x.GetAsync("/fapi/v1/time")).Status);
        x.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await x.GetAsync("/fapi/v1/time")).Status);
    }

    [Fact]
    public async Task The_clock_jumps_on_top_of_its_skew()
    {
        await using var x = await TestExchange.StartAsync();
        x.Control.Faults.Add(new FaultRule(FaultKind.ClockSkew) { Milliseconds = 300 });
        await ControlTests.PostAsync(x, "/sim/faults", """{"name":"clockJump","ms":-5000}""");
        await ControlTests.PostAsync(x, "/sim/faults", """{"name":"clockJump","ms":200}""");
        Assert.Equal(x.Now - 4_500, (await x.GetAsync("/fapi/v1/time")).Json.GetProperty("serverTime").GetInt64());
        x.Control.Faults.Clear();
        Assert.Equal(x.Now, (await x.GetAsync("/fapi/v1/time")).Json.GetProperty("serverTime").GetInt64());
    }

    [Theory]
    [InlineData("""{"name":"latency"}""", "ms")]
    [InlineData("""{"name":"latency","ms":50,"p99Ms":20}""", "p99Ms")]
    [InlineData("""{"name":"oversizedFrame","bytes":0}""", "bytes")]
    [InlineData("""{"name":"sunspots"}""", "sunspots")]
    public async Task A_fault_that_cannot_be_is_refused_by_name(string body, string named)
    {
        await using var x = await TestExchange.StartAsync();
        var answer = await ControlTests.PostAsync(x, "/sim/faults", body);
        Assert.Equal(400, answer.Status);
        Assert.Contains(named, answer.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static Task<Answer> FindAsync(TestExchange x) => x.SignedAsync(HttpMethod.Get, "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=late");
}
