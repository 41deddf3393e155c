using Spark.Contracts.Configuration;
using Spark.Contracts.Security;

namespace Spark.Copilot.Hosting;

/// <summary>Reads the copilot's settings. A bad value stops the start; all of them are reported at once.</summary>
public static class CopilotSettingsReader
{
    public const string UrlsSetting = "SPARK_COPILOT_URLS";

    public const string DefaultUrls = "http://localhost:3003";

    /// <exception cref="SettingsException">At least one value can't be used.</exception>
    public static CopilotSettings Read(SettingsSource source)
    {
        var reader = new SettingsReader(source);
        var urls = reader.Urls(UrlsSetting, DefaultUrls);
        var keys = ApiKeyList.Read(reader);
        ApiKeyList.RefuseWideListening(reader, UrlsSetting, urls, keys);
        var executor = reader.Address("SPARK_EXECUTOR", "http", "https");
        var agentKey = reader.Text("SPARK_AGENT_KEY");
        if (executor is not null && agentKey is null) reader.Fault("SPARK_AGENT_KEY", null, "set, here and at the executor, when SPARK_EXECUTOR names one that runs elsewhere");
        var settings = new CopilotSettings
        {
            Urls = urls,
            Executor = executor,
            AgentKey = agentKey,
            ConfirmKey = reader.Text("SPARK_CONFIRM_KEY"),
            ApiKeys = keys,
            DataFolder = Spark.Contracts.Configuration.DataFolder.Read(reader),
        };
        reader.ThrowIfFaulty();
        return settings;
    }
}
