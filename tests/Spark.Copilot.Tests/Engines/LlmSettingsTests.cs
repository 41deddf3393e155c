using Spark.Contracts.Configuration;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Tests.Engines;

public sealed class LlmSettingsTests
{
    [Fact]
    public void Without_a_server_the_offline_engine_reads() => Assert.Null(Read().Llm);

    [Fact]
    public void A_server_needs_no_key()
    {
        var llm = Read(("SPARK_LLM_ENDPOINT", "http://127.0.0.1:11434/v1"), ("SPARK_LLM_MODEL", "tiny")).Llm!;
        Assert.Equal("tiny", llm.Model);
        Assert.Null(llm.ApiKey);
    }

    [Theory]
    [InlineData("SPARK_LLM_ENDPOINT", "http://127.0.0.1:11434/v1", "SPARK_LLM_MODEL")]
    [InlineData("SPARK_LLM_MODEL", "tiny", "SPARK_LLM_ENDPOINT")]
    [InlineData("SPARK_LLM_API_KEY", "sk-secret", "SPARK_LLM_ENDPOINT")]
    [InlineData("SPARK_LLM_ENDPOINT", "ftp://x", "SPARK_LLM_ENDPOINT")]
    public void Half_a_server_stops_the_start_and_names_what_is_missing(string name, string value, string atFault)
    {
        var fault = Assert.Throws<SettingsException>(() => Read((name, value)));
        Assert.Equal(atFault, Assert.Single(fault.Faults).Name);
        Assert.DoesNotContain("sk-secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_is_in_no_text_of_the_settings() => Assert.DoesNotContain("sk-secret",
        Read(("SPARK_LLM_ENDPOINT", "http://127.0.0.1:1/v1"), ("SPARK_LLM_MODEL", "tiny"), ("SPARK_LLM_API_KEY", "sk-secret")).Llm!.ToString(), StringComparison.Ordinal);

    private static CopilotSettings Read(params (string Name, string Value)[] settings) =>
        CopilotSettingsReader.Read(SettingsSource.Of(settings.ToDictionary(pair => pair.Name, pair => pair.Value)));
}
