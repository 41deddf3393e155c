using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using Spark.Contracts;
using Spark.Testing.Scenarios;

namespace Spark.Copilot.Tests.Feed;

/// <summary>A listener of the executor's hub, over a real connection.</summary>
public sealed class CanaryHubTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listener_hears_each_step_of_a_canary_s_life_in_order()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var told = Channel.CreateUnbounded<JsonElement>();
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(s.Address, "/hubs/executor")).Build();
        hub.On<JsonElement>(HubEvents.Canary, canary => told.Writer.TryWrite(canary));
        await hub.StartAsync(Ct);

        var run = await s.Executor.PostAsync("/canary/run", """{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","quantity":0.001}""", Ct);
        var id = run.TextAt("order.id");
        await s.Executor.PostAsync("/canary/confirm", $$"""{"scope":"futures-testnet","canaryId":"{{id}}"}""", Ct);
        await UntilAsync(told.Reader, "applied");
        await s.EventuallyAsync($"/canary/status/{id}", reply => reply.NumberAt("canary.observation.filled") == 0.001m, Ct);
        s.Time.Advance(TimeSpan.FromSeconds(61));

        var states = await UntilAsync(told.Reader, "passed");

        Assert.All(states, canary => Assert.Equal(id, canary.GetProperty("id").GetString()));
        Assert.Equal("passed", states[^1].GetProperty("state").GetString());
        Assert.Equal(0.001m, states[^1].GetProperty("observation").GetProperty("filled").GetDecimal());
    }

    private static async Task<List<JsonElement>> UntilAsync(ChannelReader<JsonElement> told, string state)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        var heard = new List<JsonElement>();
        while (heard.Count == 0 || heard[^1].GetProperty("state").GetString() != state) heard.Add(await told.ReadAsync(patience.Token));
        return heard;
    }
}
