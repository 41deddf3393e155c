using System.Text.RegularExpressions;

namespace Spark.EndToEnd.Tests.Operations;

/// <summary>Alert rules as Prometheus' own tool judges them, and what stands behind each.</summary>
public sealed partial class AlertRulesTests
{
    private static readonly string Folder = Repository.At("deploy", "prometheus");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_alert_fires_on_its_fault_and_is_quiet_in_health()
    {
        var promtool = Tool.Require("promtool", "prometheus");
        var (checkedCode, checkedOutput) = await Tool.RunAsync(promtool, Folder, ["check", "config", "prometheus.yml"], Ct);
        Assert.True(checkedCode == 0, checkedOutput);
        var (code, output) = await Tool.RunAsync(promtool, Folder, ["test", "rules", "tests/alerts.test.yml"], Ct);
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Each_alert_is_proved_both_ways_and_leads_to_a_runbook()
    {
        var rules = await File.ReadAllTextAsync(Path.Combine(Folder, "alerts.yml"), Ct);
        var proofs = await File.ReadAllTextAsync(Path.Combine(Folder, "tests", "alerts.test.yml"), Ct);
        var alerts = Alerts().Matches(rules).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert =>
        {
            Assert.Contains($"name: {alert} fires\n", proofs, StringComparison.Ordinal);
            Assert.Contains($"name: {alert} is quiet in health\n", proofs, StringComparison.Ordinal);
        });
        var pages = Pages().Matches(rules).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(alerts.Count, pages.Count);
        Assert.All(pages.Zip(alerts), pair => Assert.StartsWith("# " + pair.Second + "\n", File.ReadAllText(Repository.At(pair.First.Split('/'))), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_pages_somebody_goes_to_on_call_and_the_rest_to_operations()
    {
        var amtool = Tool.Require("amtool", "prometheus-alertmanager");
        foreach (var (notify, receiver) in new[] { ("page_on_call_engineer", "on-call"), ("alert_ops_channel", "ops-channel") })
        {
            var (code, output) = await Tool.RunAsync(amtool, Repository.At("deploy", "alertmanager"), ["config", "routes", "test", "--config.file=alertmanager.yml", "notify=" + notify], Ct);
            Assert.True(code == 0, output);
            Assert.Equal(receiver, output.Split('\n')[0].Trim());
        }
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alerts();

    [GeneratedRegex(@"runbook_url: (\S+)")]
    private static partial Regex Pages();
}
