using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Spark.Guardrails.Actions;

/// <summary>One row of the catalogue.</summary>
public sealed class ActionDefinition
{
    private readonly JsonObject _schema;
    private readonly JsonObject _envelopeSchema;
    private readonly FrozenDictionary<string, ParamSpec> _byName;

    internal ActionDefinition(string path, string method, ActionEffect effect, ImmutableArray<ParamSpec> specs, string summary, string summaryTr)
    {
        (Path, Method, Effect, Params, Summary, SummaryTr) = (path, method, effect, specs, summary, summaryTr);
        _byName = specs.ToFrozenDictionary(spec => spec.Name, StringComparer.Ordinal);
        _schema = ActionSchema.OfParams(this);
        _envelopeSchema = ActionSchema.OfEnvelope(this);
    }

    /// <summary>Such as <c>/futures/order.place</c>.</summary>
    public string Path { get; }

    /// <summary>GET or POST: how the named endpoint is called.</summary>
    public string Method { get; }

    public ActionEffect Effect { get; }

    /// <summary>The params in the contract's order.</summary>
    public ImmutableArray<ParamSpec> Params { get; }

    /// <summary>What it does, one English sentence.</summary>
    public string Summary { get; }

    /// <summary>What it does, one Turkish sentence.</summary>
    public string SummaryTr { get; }

    /// <summary>The <c>dryRun</c> that the copilot proposes unless the person's words say otherwise.</summary>
    public bool DefaultDryRun => Effect.IsHarmless() || Path == ActionPaths.OrderPlace;

    /// <summary>The <c>confirm_required</c> that goes with <see cref="DefaultDryRun"/>.</summary>
    public bool DefaultConfirmRequired => NeedsConfirmation(DefaultDryRun);

    /// <summary>Whether params take an order: its types decide which prices are needed.</summary>
    internal bool TakesOrder => Path is ActionPaths.OrderPlace or ActionPaths.CanaryRun;

    /// <summary>Whether params name one order by exactly one of its ids.</summary>
    internal bool TakesOrderReference => Path is ActionPaths.Order or ActionPaths.OrderCancel;

    /// <summary>Whether the named endpoint takes a <c>dryRun</c> beside the params.</summary>
    internal bool EndpointTakesDryRun => Path is ActionPaths.OrderPlace or ActionPaths.OrderCancel or ActionPaths.OrderCancelAll
        or ActionPaths.PositionClose or ActionPaths.LeverageSet;

    /// <summary>JSON Schema 2020-12 of the params; a fresh copy.</summary>
    public JsonObject Schema => (JsonObject)_schema.DeepClone();

    /// <summary>JSON Schema 2020-12 of the whole envelope; a fresh copy.</summary>
    public JsonObject EnvelopeSchema => (JsonObject)_envelopeSchema.DeepClone();

    /// <summary>Whether an envelope with this <paramref name="dryRun"/> must say <c>confirm_required: true</c>. A brake never waits.</summary>
    public bool NeedsConfirmation(bool dryRun) => !dryRun && !Effect.IsHarmless() && Path != ActionPaths.BreakerOpen;

    internal bool TryFindParam(string name, out ParamSpec? spec) => _byName.TryGetValue(name, out spec);

    public override string ToString() => Path;
}
