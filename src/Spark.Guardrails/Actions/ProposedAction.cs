using System.Collections.Immutable;
using System.Text.Json;

namespace Spark.Guardrails.Actions;

/// <summary>An envelope as it was sent: read, not yet judged. Only <see cref="ActionValidator"/> makes something of it.</summary>
public sealed record ProposedAction
{
    /// <summary>Longest <c>reason</c>, in characters.</summary>
    public const int MaxReason = 500;

    internal ProposedAction()
    {
    }

    /// <summary>The action's path; null when absent or not a text.</summary>
    public string? Path { get; internal init; }

    /// <summary>The params as sent; undefined when absent or not an object.</summary>
    public JsonElement Params { get; internal init; }

    /// <summary>The envelope's dryRun; null when absent or faulty.</summary>
    public bool? DryRun { get; internal init; }

    /// <summary>The envelope's confirm_required; null when absent or faulty.</summary>
    public bool? ConfirmRequired { get; internal init; }

    public string? Reason { get; internal init; }

    /// <summary>What is wrong with the envelope itself.</summary>
    public ImmutableArray<ParamFault> Faults { get; internal init; } = [];

    /// <summary>Whether the caller sent params only, to a named endpoint: its faults name fields without <c>params.</c> before them.</summary>
    internal bool IsImplied { get; init; }
}
