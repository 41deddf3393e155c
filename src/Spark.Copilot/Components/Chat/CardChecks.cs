using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spark.Contracts;
using Spark.Copilot.Conversation;

namespace Spark.Copilot.Components.Chat;

/// <summary>What the risk gate says of an order before it is run: every check with its limit and what it observed. Pure.</summary>
/// <param name="Checks">Of a refusal only those that fail, where the answer names no others.</param>
/// <param name="Passed">Whether it would be taken.</param>
/// <param name="At">As of when, UTC; null: not said.</param>
public sealed record CardChecks(IReadOnlyList<RiskCheckView> Checks, bool Passed, DateTimeOffset? At)
{
    /// <summary>The checks in a simulation's answer; null when it names none.</summary>
    public static CardChecks? Of(ActionOutcome outcome)
    {
        DateTimeOffset? at = DateTimeOffset.TryParse(outcome.Body["timestamp"]?.ToString(), CultureInfo.InvariantCulture, out var said) ? said : null;
        try
        {
            if (!outcome.Succeeded) return outcome.Body.Deserialize(ContractsJson.Default.ErrorResponse)?.Failures is { Count: > 0 } failures ? new CardChecks(failures, false, at) : null;
            return outcome.Body["evidence"]?.Deserialize(Evidence) is { Checks.Count: > 0 } evidence ? new CardChecks(evidence.Checks, evidence.Passed, at) : null;
        }
        catch (JsonException)
        {
            return null; // an executor of another version: the checks come when it is run
        }
    }

    private static JsonTypeInfo<EvidenceView> Evidence => (JsonTypeInfo<EvidenceView>)ContractsJson.Default.Options.GetTypeInfo(typeof(EvidenceView));
}
