using Spark.Contracts.Configuration;
using Spark.Contracts.Security;
using Spark.Copilot.Engines;

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
            Llm = ReadLlm(reader),
            PositionSizes = reader.Text("FUTURES_MAX_POSITION_SIZE"),
            DataFolder = Spark.Contracts.Configuration.DataFolder.Read(reader),
        };
        reader.ThrowIfFaulty();
        return settings;
    }

    private static LlmSettings? ReadLlm(SettingsReader reader)
    {
        const string endpointName = "SPARK_LLM_ENDPOINT", modelName = "SPARK_LLM_MODEL", keyName = "SPARK_LLM_API_KEY";
        var endpoint = reader.Address(endpointName, "http", "https");
        var model = reader.Text(modelName);
        var key = reader.Text(keyName);
        if (endpoint is null)
        {
            var alone = model is not null ? modelName : key is not null ? keyName : null;
            if (alone is not null && reader.Text(endpointName) is null) reader.Fault(endpointName, null, $"set when {alone} is: the address of an OpenAI-compatible server such as http://127.0.0.1:11434/v1");
            return null;
        }
        if (model is not null) return new LlmSettings(endpoint, model, key);
        reader.Fault(modelName, null, $"set when {endpointName} is: the model's name at that server");
        return null;
    }
}
