using System.Net.WebSockets;
using Spark.Simulator.Faults;
using Spark.Simulator.Tests.Hosting;

namespace Spark.Simulator.Tests.Faults;

public sealed class FaultTests
{
    private const string Order = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=mine";
    private const string Query = "symbol=BTCUSDT&origClientOrderId=mine";

    [Fact]
    public async Task An_answer_can_be_lost_after_the_order_was_executed()
    {
        await using var x = await TestExchange.StartAsync();
        x.Control.Faults.Add(new FaultRule(FaultKind.ExecutedAnswerLost) { Count = 1 });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => x.OrderAsync(Order));
        Assert.Equal("FILLED", (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/order", Query)).Json.GetProperty("status").GetString());
        Assert.Empty(x.Control.Faults.Active);
    }

    [Theory]
    [InlineData(FaultKind.Unknown503Executed, true)]
    [InlineData(FaultKind.Unknown503NotExecuted, false)]
    public async Task An_unknown_outcome_is_503_whether_the_order_was_executed_or_not(FaultKind kind, bool executed)
    {
        await using var x = await TestExchange.StartAsync();
        x.Control.Faults.Add(new FaultRule(kind) { Count = 1 });
        var answer = await x.OrderAsync(Order);
        Assert.Equal((503, -1007), (answer.Status, answer.Code));
        Assert.StartsWith("Unknown error, please check your request", answer.Json.GetProperty("msg").GetString(), StringComparison.Ordinal);
        Assert.Equal(executed ? 200 : 400, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/order", Query)).Status);
    }

    [Fact]
    public async Task An_error_strikes_its_route_as_often_as_asked_and_no_other()
    {
        await using var x = await TestExchange.StartAsync();
        x.Control.Faults.Add(new FaultRule(FaultKind.ErrorByRoute) { Route = "GET /fapi/v1/time", Status = 429, Code = -1003, Message = "Slow down.", Count = 2 });
        Assert.Equal(200, (await x.GetAsync("/fapi/v1/ping")).Status);
        Assert.Equal((429, -1003), ((await x.GetAsync("/fapi/v1/time")).Status, (await x.GetAsync("/fapi/v1/time")).Code));
        Assert.Equal(200, (await x.GetAsync("/fapi/v1/time")).Status);
    }

    [Fact]
    public async Task A_rate_strikes_evenly_and_the_same_way_each_time()
    {
        await using var x = await TestExchange.StartAsync();
        x.Control.Faults.Add(new FaultRule(FaultKind.ErrorByRoute) { Route = "GET /fapi/v1/ping", Rate = 0.25 });
        var statuses = new List<int>();
        for (var i = 0; i < 8; i++) statuses.Add((await x.GetAsync("/fapi/v1/ping")).Status);
        Assert.Equal([200, 200, 200, 400, 200, 200, 200, 400], statuses);
    }

    [Fact]
    public async Task Latency_holds_the_answer_to_an_executed_order_back()
    {
        await using var x = await TestExchange.StartAsync();
        x.Control.Faults.Add(new FaultRule(FaultKind.Latency) { Route = FaultRule.OrderRoute, Milliseconds = 3_000 });
        var answer = x.OrderAsync(Order);
        while ((await x.SignedAsync(HttpMethod.Get, "/fapi/v1/order", Query)).Status != 200) await Task.Yield();
        Assert.False(answer.IsCompleted);
        while (!answer.IsCompleted)
        {
            x.Time.Advance(TimeSpan.FromMilliseconds(500));
            await x.Control.StatusAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(200, (await answer).Status);
    }

    [Fact]
    public async Task Refused_connections_reach_nothing_until_cleared()
    {
        await using var x = await TestExchange.StartAsync();
        x.Control.Faults.Add(new FaultRule(FaultKind.RefuseConnections));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => x.GetAsync("/fapi/v1/ping"));
        await Assert.ThrowsAnyAsync<WebSocketException>(() => x.ConnectAsync("/market/ws"));
        x.Control.Faults.Clear(FaultKind.RefuseConnections);
        Assert.Equal(200, (await x.GetAsync("/fapi/v1/ping")).Status);
    }

    [Fact]
    public async Task Cutting_user_sockets_leaves_market_sockets_open()
    {
        await using var x = await TestExchange.StartAsync();
        using var market = await x.ConnectAsync("/market/ws/btcusdt@markPrice@1s");
        using var user = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        await StreamTests.ReadyAsync(market);
        await StreamTests.ReadyAsync(user);
        Assert.Equal(200, (await ControlTests.PostAsync(x, "/sim/faults", """{"name":"cutSockets","kind":"user"}""")).Status);
        await Assert.ThrowsAnyAsync<WebSocketException>(user.ReadAsync);
        Assert.Equal(99, (await StreamTests.ReadyAsync(market)).GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task A_silenced_user_stream_swallows_events_with_its_socket_open()
    {
        await using var x = await TestExchange.StartAsync();
        using var user = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        await StreamTests.ReadyAsync(user);
        x.Control.Faults.Add(new FaultRule(FaultKind.SilenceUserStream));
        await x.OrderAsync(Order);
        x.Control.Faults.Clear();
        await x.SignedAsync(HttpMethod.Post, "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=5");
        Assert.Equal("ACCOUNT_CONFIG_UPDATE", (await user.ReadAsync()).GetProperty("e").GetString());
    }

    [Fact]
    public async Task Duplicated_user_events_come_twice()
    {
        await using var x = await TestExchange.StartAsync();
        using var user = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        await StreamTests.ReadyAsync(user);
        x.Control.Faults.Add(new FaultRule(FaultKind.DuplicateUserEvents) { Count = 1 });
        await x.SignedAsync(HttpMethod.Post, "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=5");
        await x.SignedAsync(HttpMethod.Post, "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=6");
        var events = await user.ReadAsync(3);
        Assert.Equal([5, 5, 6], events.Select(e => e.GetProperty("ac").GetProperty("l").GetInt32()));
    }

    [Fact]
    public async Task A_skewed_clock_tells_another_time_and_refuses_ours()
    {
        await using var x = await TestExchange.StartAsync();
        x.Control.Faults.Add(new FaultRule(FaultKind.ClockSkew) { Milliseconds = -10_000 });
        Assert.Equal(x.Now - 10_000, (await x.GetAsync("/fapi/v1/time")).Json.GetProperty("serverTime").GetInt64());
        Assert.Equal(-1021, (await x.SignedAsync(HttpMethod.Get, "/fapi/v2/balance")).Code);
        Assert.Equal(200, (await x.SignedTextAsync(HttpMethod.Get, "/fapi/v2/balance", $"timestamp={x.Now - 10_000}")).Status);
    }

    [Fact]
    public async Task Faults_are_set_and_cleared_by_name()
    {
        await using var x = await TestExchange.StartAsync();
        await ControlTests.PostAsync(x, "/sim/faults", """{"name":"errorByRoute","route":"GET /fapi/v1/ping","status":503,"code":-1008,"msg":"Busy","count":9}""");
        Assert.Equal((503, -1008), ((await x.GetAsync("/fapi/v1/ping")).Status, (await x.GetAsync("/fapi/v1/ping")).Code));
        Assert.Equal(7, (await x.GetAsync("/sim/status")).Json.GetProperty("faults")[0].GetProperty("count").GetInt32());
        await x.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/sim/faults"));
        Assert.Equal(200, (await x.GetAsync("/fapi/v1/ping")).Status);
    }
}
