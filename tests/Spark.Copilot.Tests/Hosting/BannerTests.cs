using Spark.Copilot.Hosting;

namespace Spark.Copilot.Tests.Hosting;

/// <summary>What a person reads first.</summary>
public sealed class BannerTests
{
    private static readonly CopilotSettings Settings = new()
    {
        Urls = [new Uri("http://localhost:3003")], Executor = null, AgentKey = null, ApiKeys = [], DataFolder = "/data/spark",
    };

    private static readonly ExecutorAddress Executor = new(new Uri("http://localhost:4001"), "secret-agent-key");

    [Fact]
    public void With_all_in_one_process_it_names_three_addresses_venue_data_notes_and_how_to_stop()
    {
        var text = Print(new EmbeddedDescription(new Uri("http://localhost:4002"), "simulator: play money", ["FUTURES_FLATTEN_ON_LOSS is not in force"]));

        foreach (var told in (string[])["http://localhost:3003", "http://localhost:4001", "http://localhost:4002", "play money", "/data/spark", "FUTURES_FLATTEN_ON_LOSS", "Ctrl-C"])
        {
            Assert.Contains(told, text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("secret-agent-key", text, StringComparison.Ordinal);
    }

    [Fact]
    public void With_keys_it_names_no_embedded_exchange() =>
        Assert.DoesNotContain("Exchange", Print(new EmbeddedDescription(null, "testnet", [])), StringComparison.Ordinal);

    [Fact]
    public void With_an_executor_elsewhere_it_claims_no_venue()
    {
        var text = Print(null);
        Assert.DoesNotContain("Venue", text, StringComparison.Ordinal);
        Assert.Contains("http://localhost:4001", text, StringComparison.Ordinal);
    }

    private static string Print(EmbeddedDescription? embedded)
    {
        using var output = new StringWriter();
        Banner.Print(output, Settings, ["http://localhost:3003"], Executor, embedded);
        return output.ToString();
    }
}
