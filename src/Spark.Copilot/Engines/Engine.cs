using Microsoft.SemanticKernel.ChatCompletion;

namespace Spark.Copilot.Engines;

/// <summary>What reads messages: a model, or the offline engine.</summary>
/// <param name="Name"><c>offline</c> or the model's name.</param>
/// <param name="Service">Its chat completion.</param>
internal sealed record Engine(string Name, IChatCompletionService Service)
{
    /// <summary>Longest silence before it counts as failed; null: it is never silent.</summary>
    public TimeSpan? Patience { get; init; }

    public const string OfflineName = "offline";

    public bool IsOffline => Name == OfflineName;
}
