using Microsoft.SemanticKernel.ChatCompletion;

namespace Spark.Copilot.Engines;

/// <summary>What reads messages: a model, or the offline engine.</summary>
/// <param name="Name"><c>offline</c> or the model's name.</param>
/// <param name="Service">Its chat completion.</param>
internal sealed record Engine(string Name, IChatCompletionService Service)
{
    public const string OfflineName = "offline";

    public bool IsOffline => Name == OfflineName;
}
