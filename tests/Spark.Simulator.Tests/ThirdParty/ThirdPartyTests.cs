using Spark.Simulator.Hosting;

namespace Spark.Simulator.Tests.ThirdParty;

public sealed class ThirdPartyTests
{
    [Theory]
    [InlineData("connector.mjs", 24)]
    [InlineData("ccxt.mjs", 30)]
    public async Task An_unmodified_client_from_npm_holds_a_session_with_only_its_addresses_changed(string script, int checks)
    {
        await using var app = SimulatorApp.Build(new SimulatorSettings { Urls = "http://127.0.0.1:0" });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = SimulatorApp.AddressOf(app).ToString().TrimEnd('/');
        var (exitCode, output) = await NodeProject.RunAsync(script, address, SimulatedAccount.WellKnown.ApiKey, SimulatedAccount.WellKnown.ApiSecret);
        await app.StopAsync(CancellationToken.None);
        Assert.True(exitCode == 0 && output.Contains($"{checks} passed, 0 failed", StringComparison.Ordinal), output);
    }
}
