using System.Text.Json.Nodes;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Language;

/// <summary>A person's words, read without any model: what every engine's calls are held against.</summary>
/// <param name="Reading">What they ask for.</param>
/// <param name="After">What is left for the next message.</param>
/// <param name="Mode">Whether the message as a whole asks for the real thing.</param>
internal sealed record Heard(Reading Reading, Dialogue After, Mode Mode)
{
    /// <summary>What the words hold, for tracing a draft to them.</summary>
    public Spoken Said { get; init; } = Spoken.Nothing;

    /// <summary>What the conversation held before them.</summary>
    public Dialogue Before { get; init; } = Dialogue.Empty;

    public SpokenLanguage Language => After.Language;

    /// <summary>Whether the brake was asked for.</summary>
    public bool AsksForBrake => Drafts.Any(draft => draft.Path == ActionPaths.BreakerOpen);

    /// <summary>Whether the words ask for this order to be real.</summary>
    public bool AsksForReal(JsonObject order) => Mode == Mode.Live || Drafts.Any(draft => draft is { Path: ActionPaths.OrderPlace, DryRun: false }
        && JsonNode.DeepEquals(draft.Params["symbol"], order["symbol"]) && JsonNode.DeepEquals(draft.Params["side"], order["side"]));

    private IReadOnlyList<Draft> Drafts => Reading is Reading.Actions actions ? actions.Drafts : [];
}
