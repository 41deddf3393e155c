using System.Net.WebSockets;
using System.Text.Json;
using Spark.Simulator.Faults;
using Spark.Simulator.Tests.Hosting;

namespace Spark.Simulator.Tests.Faults;

public sealed class SocketFaultTests
{
    private const string Leverage = "/fapi/v1/leverage";

    [Fact]
    public async Task A_reordered_event_arrives_after_the_one_that_follows_it()
    {
        await using var x = await TestExchange.StartAsync();
        using var user = await UserAsync(x);
        x.Control.Faults.Add(new FaultRule(FaultKind.ReorderUserEvents) { Count = 1 });
        foreach (var leverage in (int[])[5, 6, 7]) await SetLeverageAsync(x, leverage);
        Assert.Equal([6, 5, 7], (await user.ReadAsync(3)).Select(LeverageOf));
    }

    [Fact]
    public async Task A_reordered_event_that_nothing_follows_arrives_a_second_later()
    {
        await using var x = await TestExchange.StartAsync();
        using var user = await UserAsync(x);
        x.Control.Faults.Add(new FaultRule(FaultKind.ReorderUserEvents) { Count = 1 });
        await SetLeverageAsync(x, 5);
        await StreamTests.AdvanceAsync(x, 1_100);
        Assert.Equal(5, LeverageOf(await user.ReadAsync()));
    }

    [Fact]
    public async Task A_silent_socket_stays_open_and_says_nothing_until_cleared()
    {
        await using var x = await TestExchange.StartAsync();
        using var market = await x.ConnectAsync("/market/ws/btcusdt@markPrice@1s");
        using var user = await UserAsync(x);
        await StreamTests.ReadyAsync(market);
        await StreamTests.AdvanceAsync(x, 1_000);
        await NextEventAsync(market, after: x.Now - 1_000);
        x.Control.Faults.Add(new FaultRule(FaultKind.SilentSocket) { Target = SocketTarget.Market });
        await StreamTests.AdvanceAsync(x, 5_000);
        await SetLeverageAsync(x, 5);
        Assert.Equal(5, LeverageOf(await user.ReadAsync()));
        x.Control.Faults.Clear();
        var cleared = x.Now;
        await StreamTests.AdvanceAsync(x, 1_000);
        Assert.True((await NextEventAsync(market, after: x.Now - 100_000)).GetProperty("E").GetInt64() > cleared);
    }

    [Fact]
    public async Task A_half_open_socket_answers_no_ping_while_others_go_on()
    {
        await using var x = await TestExchange.StartAsync();
        using var market = await x.ConnectAsync("/market/ws/btcusdt@markPrice@1s");
        using var user = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}", pingEvery: TimeSpan.FromMilliseconds(100));
        await StreamTests.ReadyAsync(market);
        await StreamTests.ReadyAsync(user);
        x.Control.Faults.Add(new FaultRule(FaultKind.HalfOpenSocket) { Target = SocketTarget.User });
        await SetLeverageAsync(x, 5);
        var given = await Record.ExceptionAsync(user.ReadAsync);
        Assert.Contains("Pong", given?.GetBaseException().Message ?? "", StringComparison.Ordinal);
        await StreamTests.AdvanceAsync(x, 1_000);
        await NextEventAsync(market, after: x.Now - 1_000);
    }

    [Fact]
    public async Task A_garbage_frame_comes_between_events_and_loses_none()
    {
        await using var x = await TestExchange.StartAsync();
        using var user = await UserAsync(x);
        await SetLeverageAsync(x, 5);
        Assert.Equal(5, LeverageOf(await user.ReadAsync()));
        x.Control.Faults.Add(new FaultRule(FaultKind.GarbageFrame) { Target = SocketTarget.User });
        var garbage = await user.ReadTextAsync();
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(garbage));
        await SetLeverageAsync(x, 6);
        Assert.Equal(6, LeverageOf(await user.ReadAsync()));
    }

    [Fact]
    public async Task An_oversized_frame_is_as_long_as_asked()
    {
        await using var x = await TestExchange.StartAsync();
        using var user = await UserAsync(x);
        await ControlTests.PostAsync(x, "/sim/faults", """{"name":"oversizedFrame","bytes":700000,"kind":"user"}""");
        var frame = await user.ReadTextAsync();
        Assert.Equal(700_000, frame.Length);
        Assert.Equal("notice", JsonDocument.Parse(frame).RootElement.GetProperty("e").GetString());
    }

    [Fact]
    public async Task An_expired_listen_key_is_told_and_its_socket_falls_silent()
    {
        await using var x = await TestExchange.StartAsync();
        var key = await x.ListenKeyAsync();
        using var user = await x.ConnectAsync($"/private/ws/{key}");
        await StreamTests.ReadyAsync(user);
        x.Control.Faults.Add(new FaultRule(FaultKind.ExpireListenKey));
        var expired = await user.ReadAsync();
        Assert.Equal(("listenKeyExpired", key), (expired.GetProperty("e").GetString(), expired.GetProperty("listenKey").GetString()));
        Assert.Equal(-1125, (await RenewAsync(x)).Code);
        var next = await x.ListenKeyAsync();
        Assert.NotEqual(key, next);
        using var fresh = await x.ConnectAsync($"/private/ws/{next}");
        await StreamTests.ReadyAsync(fresh);
        await SetLeverageAsync(x, 5);
        Assert.Equal(5, LeverageOf(await fresh.ReadAsync()));
        Assert.Equal(99, (await StreamTests.ReadyAsync(user)).GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task A_renewal_can_be_made_to_fail_while_the_key_lives_on()
    {
        await using var x = await TestExchange.StartAsync();
        var key = await x.ListenKeyAsync();
        x.Control.Faults.Add(new FaultRule(FaultKind.RenewalFailure) { Count = 1 });
        x.Control.Faults.Add(new FaultRule(FaultKind.RenewalFailure) { Count = 1, Status = 503, Code = -1000, Message = "Busy" });
        Assert.Equal((400, -1125), (await RenewAsync(x)) is var first ? (first.Status, first.Code) : default);
        Assert.Equal(503, (await RenewAsync(x)).Status);
        Assert.Equal(200, (await RenewAsync(x)).Status);
        Assert.Equal(key, await x.ListenKeyAsync());
    }

    [Fact]
    public async Task A_maintenance_window_cuts_sockets_and_answers_503_until_it_is_over()
    {
        await using var x = await TestExchange.StartAsync();
        using var market = await x.ConnectAsync("/market/ws/btcusdt@markPrice@1s");
        await StreamTests.ReadyAsync(market);
        x.Control.Faults.Add(new FaultRule(FaultKind.Maintenance));
        await Assert.ThrowsAnyAsync<WebSocketException>(market.ReadAsync);
        var answer = await x.GetAsync("/fapi/v1/time");
        Assert.Equal((503, "Service Unavailable."), (answer.Status, answer.Json.GetProperty("msg").GetString()));
        await Assert.ThrowsAnyAsync<WebSocketException>(() => x.ConnectAsync("/market/ws"));
        x.Control.Faults.Clear(FaultKind.Maintenance);
        Assert.Equal(200, (await x.GetAsync("/fapi/v1/time")).Status);
        using var again = await x.ConnectAsync("/market/ws");
    }

    /// <summary>The first event whose time is later; answers and elder events are passed over.</summary>
    private static async Task<JsonElement> NextEventAsync(TestSocket socket, long after)
    {
        while (true)
        {
            var frame = await socket.ReadAsync();
            if (frame.TryGetProperty("E", out var time) && time.GetInt64() > after) return frame;
        }
    }

    private static async Task<TestSocket> UserAsync(TestExchange x)
    {
        var user = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        await StreamTests.ReadyAsync(user);
        return user;
    }

    private static Task<Answer> RenewAsync(TestExchange x)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/fapi/v1/listenKey");
        request.Headers.Add("X-MBX-APIKEY", "sim-key");
        return x.SendAsync(request);
    }

    private static Task<Answer> SetLeverageAsync(TestExchange x, int leverage) => x.SignedAsync(HttpMethod.Post, Leverage, $"symbol=BTCUSDT&leverage={leverage}");

    private static int LeverageOf(JsonElement update) => update.GetProperty("ac").GetProperty("l").GetInt32();
}
