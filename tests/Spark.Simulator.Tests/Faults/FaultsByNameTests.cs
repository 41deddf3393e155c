using System.Net.WebSockets;
using System.Text.Json;
using Spark.Simulator.Faults;
using Spark.Simulator.Hosting.Control;
using Spark.Simulator.Tests.Hosting;

namespace Spark.Simulator.Tests.Faults;

/// <summary>Every fault, set by its name on <c>/sim/faults</c> as a person or a script would, and what a client sees of it.</summary>
public sealed class FaultsByNameTests
{
    private const string Order = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=mine";

    private static readonly Dictionary<FaultKind, Func<TestExchange, Task>> Proofs = new()
    {
        [FaultKind.Latency] = async x =>
        {
            await SetAsync(x, """{"name":"latency","route":"POST /fapi/v1/order","ms":3000,"p99Ms":3000,"count":1}""");
            var answer = x.OrderAsync(Order);
            await ExecutedAsync(x);
            Assert.False(answer.IsCompleted);
            Assert.Equal(200, (await WaitAsync(x, answer)).Status);
        },
        [FaultKind.RequestDelay] = async x =>
        {
            await SetAsync(x, """{"name":"requestDelay","route":"POST /fapi/v1/order","ms":2000,"count":1}""");
            var answer = x.OrderAsync(Order);
            while (x.Control.Faults.Active.Count > 0) await Task.Yield();
            Assert.Equal(-2013, (await FindAsync(x)).Code);
            Assert.Equal(200, (await WaitAsync(x, answer)).Status);
            Assert.Equal(200, (await FindAsync(x)).Status);
        },
        [FaultKind.ErrorByRoute] = async x =>
        {
            await SetAsync(x, """{"name":"errorByRoute","route":"GET /fapi/v1/ping","rate":0.5,"status":503,"code":-1008,"msg":"Busy"}""");
            var statuses = new List<int>();
            for (var i = 0; i < 4; i++) statuses.Add((await x.GetAsync("/fapi/v1/ping")).Status);
            Assert.Equal([200, 503, 200, 503], statuses);
            Assert.Equal(200, (await x.GetAsync("/fapi/v1/time")).Status);
        },
        [FaultKind.ExecutedAnswerLost] = async x =>
        {
            await SetAsync(x, """{"name":"executedAnswerLost","count":1}""");
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => x.OrderAsync(Order));
            Assert.Equal("FILLED", (await FindAsync(x)).Json.GetProperty("status").GetString());
        },
        [FaultKind.Unknown503Executed] = async x =>
        {
            await SetAsync(x, """{"name":"unknown503Executed","count":1}""");
            Assert.Equal((503, -1007), Of(await x.OrderAsync(Order)));
            Assert.Equal(200, (await FindAsync(x)).Status);
        },
        [FaultKind.Unknown503NotExecuted] = async x =>
        {
            await SetAsync(x, """{"name":"unknown503NotExecuted","count":1}""");
            Assert.Equal((503, -1007), Of(await x.OrderAsync(Order)));
            Assert.Equal(-2013, (await FindAsync(x)).Code);
        },
        [FaultKind.RefuseConnections] = async x =>
        {
            await SetAsync(x, """{"name":"refuseConnections"}""");
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => x.GetAsync("/fapi/v1/ping"));
            await HealAsync(x, "refuseConnections");
            Assert.Equal(200, (await x.GetAsync("/fapi/v1/ping")).Status);
        },
        [FaultKind.RateLimitStorm] = async x =>
        {
            await SetAsync(x, """{"name":"rateLimitStorm","ms":7000}""");
            var limited = await x.GetAsync("/fapi/v1/ping");
            Assert.Equal((429, -1003, TimeSpan.FromSeconds(7)), (limited.Status, limited.Code, limited.Headers.RetryAfter!.Delta));
            await HealAsync(x, "rateLimitStorm");
            Assert.Equal(200, (await x.GetAsync("/fapi/v1/ping")).Status);
        },
        [FaultKind.Maintenance] = async x =>
        {
            using var socket = await MarketAsync(x);
            await SetAsync(x, """{"name":"maintenance"}""");
            await Assert.ThrowsAnyAsync<WebSocketException>(socket.ReadAsync);
            Assert.Equal((503, -1016), Of(await x.GetAsync("/fapi/v1/ping")));
            await HealAsync(x, "maintenance");
            Assert.Equal(200, (await x.GetAsync("/fapi/v1/ping")).Status);
        },
        [FaultKind.CutSockets] = async x =>
        {
            using var market = await MarketAsync(x);
            using var user = await UserAsync(x);
            await SetAsync(x, """{"name":"cutSockets","kind":"market"}""");
            await Assert.ThrowsAnyAsync<WebSocketException>(market.ReadAsync);
            Assert.Equal(5, await ToldAsync(x, user, 5));
        },
        [FaultKind.HalfOpenSocket] = async x =>
        {
            using var user = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}", pingEvery: TimeSpan.FromMilliseconds(100));
            await StreamTests.ReadyAsync(user);
            await SetAsync(x, """{"name":"halfOpenSocket","kind":"user"}""");
            Assert.Contains("Pong", (await Record.ExceptionAsync(user.ReadAsync))?.GetBaseException().Message ?? "", StringComparison.Ordinal);
        },
        [FaultKind.SilentSocket] = async x =>
        {
            using var user = await UserAsync(x);
            await SetAsync(x, """{"name":"silentSocket","kind":"user"}""");
            await LeverageAsync(x, 5);
            await HealAsync(x, "silentSocket");
            Assert.Equal(6, await ToldAsync(x, user, 6));
        },
        [FaultKind.GarbageFrame] = async x =>
        {
            using var user = await UserAsync(x);
            await SetAsync(x, """{"name":"garbageFrame","kind":"user"}""");
            var garbage = await user.ReadTextAsync();
            Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(garbage));
            Assert.Equal(5, await ToldAsync(x, user, 5));
        },
        [FaultKind.OversizedFrame] = async x =>
        {
            using var user = await UserAsync(x);
            await SetAsync(x, """{"name":"oversizedFrame","kind":"user","bytes":300000}""");
            Assert.Equal(300_000, (await user.ReadTextAsync()).Length);
            Assert.Equal(5, await ToldAsync(x, user, 5));
        },
        [FaultKind.DepthGap] = async x =>
        {
            using var socket = await x.ConnectAsync("/public/ws/btcusdt@depth@100ms");
            await StreamTests.ReadyAsync(socket);
            await StreamTests.AdvanceAsync(x, 500);
            var before = await socket.ReadAsync();
            await SetAsync(x, """{"name":"depthGap","route":"btcusdt@depth@100ms","count":1}""");
            await StreamTests.AdvanceAsync(x, 1_000);
            var next = await socket.ReadAsync();
            while (next.GetProperty("pu").GetInt64() == before.GetProperty("u").GetInt64()) (before, next) = (next, await socket.ReadAsync());
        },
        [FaultKind.SilenceUserStream] = async x =>
        {
            using var user = await UserAsync(x);
            await SetAsync(x, """{"name":"silenceUserStream"}""");
            await LeverageAsync(x, 5);
            await HealAsync(x, "silenceUserStream");
            Assert.Equal(6, await ToldAsync(x, user, 6));
        },
        [FaultKind.DuplicateUserEvents] = async x =>
        {
            using var user = await UserAsync(x);
            await SetAsync(x, """{"name":"duplicateUserEvents","count":1}""");
            foreach (var leverage in (int[])[5, 6]) await LeverageAsync(x, leverage);
            Assert.Equal([5, 5, 6], (await user.ReadAsync(3)).Select(LeverageOf));
        },
        [FaultKind.ReorderUserEvents] = async x =>
        {
            using var user = await UserAsync(x);
            await SetAsync(x, """{"name":"reorderUserEvents","count":1}""");
            foreach (var leverage in (int[])[5, 6]) await LeverageAsync(x, leverage);
            Assert.Equal([6, 5], (await user.ReadAsync(2)).Select(LeverageOf));
        },
        [FaultKind.ExpireListenKey] = async x =>
        {
            var key = await x.ListenKeyAsync();
            using var user = await UserAsync(x);
            await SetAsync(x, """{"name":"expireListenKey"}""");
            var told = await user.ReadAsync();
            Assert.Equal(("listenKeyExpired", key), (told.GetProperty("e").GetString(), told.GetProperty("listenKey").GetString()));
            Assert.NotEqual(key, await x.ListenKeyAsync());
        },
        [FaultKind.RenewalFailure] = async x =>
        {
            var key = await x.ListenKeyAsync();
            await SetAsync(x, """{"name":"renewalFailure","count":1}""");
            Assert.Equal((400, -1125), Of(await RenewAsync(x)));
            Assert.Equal(key, (await RenewAsync(x)).Json.GetProperty("listenKey").GetString());
        },
        [FaultKind.ClockSkew] = async x =>
        {
            await SetAsync(x, """{"name":"clockSkew","ms":-10000}""");
            await SetAsync(x, """{"name":"clockSkew","ms":-9000}""");
            Assert.Equal(x.Now - 9_000, await TimeAsync(x));
            Assert.Equal(-1021, (await x.SignedAsync(HttpMethod.Get, "/fapi/v2/balance")).Code);
        },
        [FaultKind.ClockJump] = async x =>
        {
            await SetAsync(x, """{"name":"clockJump","ms":4000}""");
            await SetAsync(x, """{"name":"clockJump","ms":4000}""");
            Assert.Equal(x.Now + 8_000, await TimeAsync(x));
            await HealAsync(x, "clockJump");
            Assert.Equal(x.Now, await TimeAsync(x));
        },
    };

    public static TheoryData<string> Names => [.. Enum.GetNames<FaultKind>()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_set_by_its_name_does_what_its_name_says(string name)
    {
        await using var x = await TestExchange.StartAsync();
        await Proofs[Enum.Parse<FaultKind>(name)](x);
    }

    private static async Task SetAsync(TestExchange x, string body)
    {
        var answer = await ControlTests.PostAsync(x, "/sim/faults", body);
        Assert.True(answer.Status == 200, answer.Text);
    }

    /// <summary>Ends a fault by its name, which the status has shown until then.</summary>
    private static async Task HealAsync(TestExchange x, string name)
    {
        Assert.Contains(name, (await x.GetAsync("/sim/status")).Json.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("name").GetString()));
        Assert.NotNull(FaultRequest.KindOf(name));
        Assert.Equal(0, (await x.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"/sim/faults?name={name}"))).Json.GetProperty("faults").GetArrayLength());
    }

    private static async Task ExecutedAsync(TestExchange x)
    {
        while ((await FindAsync(x)).Status != 200) await Task.Yield();
    }

    private static async Task<Answer> WaitAsync(TestExchange x, Task<Answer> answer)
    {
        while (!answer.IsCompleted)
        {
            x.Time.Advance(TimeSpan.FromMilliseconds(500));
            await x.Control.StatusAsync(TestContext.Current.CancellationToken);
        }
        return await answer;
    }

    private static async Task<TestSocket> MarketAsync(TestExchange x)
    {
        var socket = await x.ConnectAsync("/market/ws");
        await StreamTests.ReadyAsync(socket);
        return socket;
    }

    private static async Task<TestSocket> UserAsync(TestExchange x)
    {
        var socket = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        await StreamTests.ReadyAsync(socket);
        return socket;
    }

    /// <summary>Changes the leverage and reads it off the next event.</summary>
    private static async Task<int> ToldAsync(TestExchange x, TestSocket user, int leverage)
    {
        await LeverageAsync(x, leverage);
        return LeverageOf(await user.ReadAsync());
    }

    private static Task<Answer> LeverageAsync(TestExchange x, int leverage) => x.SignedAsync(HttpMethod.Post, "/fapi/v1/leverage", $"symbol=BTCUSDT&leverage={leverage}");

    private static int LeverageOf(JsonElement update) => update.GetProperty("ac").GetProperty("l").GetInt32();

    private static Task<Answer> FindAsync(TestExchange x) => x.SignedAsync(HttpMethod.Get, "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=mine");

    private static async Task<long> TimeAsync(TestExchange x) => (await x.GetAsync("/fapi/v1/time")).Json.GetProperty("serverTime").GetInt64();

    private static Task<Answer> RenewAsync(TestExchange x)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/fapi/v1/listenKey");
        request.Headers.Add("X-MBX-APIKEY", "sim-key");
        return x.SendAsync(request);
    }

    private static (int, int) Of(Answer answer) => (answer.Status, answer.Code);
}
