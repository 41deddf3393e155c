using Spark.Simulator.Markets;
using Spark.Testing.Scenarios;
using static Spark.Executor.Tests.Streams.StreamScenario;

namespace Spark.Executor.Tests.Streams;

/// <summary>As many symbols as Spark promises to follow.</summary>
public sealed class ManySymbolsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_symbols_are_started_and_each_of_them_is_quoted()
    {
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions { Contracts = 200 });
        string[] symbols = [.. ContractTable.Generate(200).Select(market => market.Contract.Name)];
        var body = $$"""{"symbols":["{{string.Join("\",\"", symbols)}}"]}""";

        // A loaded machine may take longer than the 10 s that one call waits.
        var started = await s.EventuallyAsync(() => s.Executor.PostAsync("/futures/ws.start", body, Ct), reply => reply.Status != 503, Ct);

        Assert.Equal(200, started.Status);
        Assert.Equal(symbols, started.At("symbols").EnumerateArray().Select(one => one.GetString()));
        var health = await HealthyAsync(s);
        Assert.Equal(200, health.At("streams.market.symbols").GetArrayLength());
        foreach (var symbol in (string[])[symbols[0], symbols[99], symbols[199]])
        {
            var ticker = await s.EventuallyAsync($"/futures/ticker?symbol={symbol}", reply => reply.Status == 200 && reply.TextAt("source") == "stream", Ct);
            Assert.True(ticker.NumberAt("ticker.markPrice") > 0);
        }
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/ws.stop", "{}", Ct)).Status);
    }
}
