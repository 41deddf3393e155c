using Spark.Contracts.Security;
using Spark.Copilot.Confirmations;
using Spark.Copilot.Engines;

namespace Spark.Copilot.Hosting;

/// <summary>Everything that the copilot is told from outside, read once at start and validated.</summary>
public sealed record CopilotSettings
{
    /// <summary>Addresses to listen on.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>An executor that runs elsewhere; null: one is embedded.</summary>
    public required Uri? Executor { get; init; }

    /// <summary>The copilot's own key at an executor that runs elsewhere.</summary>
    public required string? AgentKey { get; init; }

    /// <summary>The confirmation page's own key at an executor that runs elsewhere; null: nothing can be confirmed here.</summary>
    public string? ConfirmKey { get; init; }

    /// <summary>Keys of callers; empty: whoever is on this machine.</summary>
    public required IReadOnlyList<ApiKeyEntry> ApiKeys { get; init; }

    public required string DataFolder { get; init; }

    /// <summary>The file that conversations are kept in; null: they go with the process, as for one-shot commands.</summary>
    public string? ConversationsFile { get; init; }

    /// <summary>Where it listens; nothing that is secret.</summary>
    public override string ToString() => $"copilot on {string.Join(", ", Urls)}";

    /// <summary>A model's server; null: the offline engine reads everything.</summary>
    public LlmSettings? Llm { get; init; }

    /// <summary>Position limits as the executor is told them; the executor checks the text.</summary>
    public string? PositionSizes { get; init; }

    /// <summary>The executor that <see cref="Executor"/> names.</summary>
    public ExecutorAddress RemoteExecutor() => new(
        Executor ?? throw new InvalidOperationException("No executor is named."), AgentKey ?? "");

    /// <summary>The confirmation page's way to the executor that <see cref="Executor"/> names; null without a key.</summary>
    public ConfirmAddress? RemoteConfirm() => Executor is not null && ConfirmKey is not null ? new ConfirmAddress(Executor, ConfirmKey) : null;
}
