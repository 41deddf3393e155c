using System.Text.Json.Nodes;

namespace Spark.Copilot.Conversation;

/// <summary>An action as chat gives it: proposed, judged, and for reads and the brake already answered.</summary>
public sealed record ActionCard
{
    /// <summary>Names the card within its conversation; it is no key to anything.</summary>
    public required string Id { get; init; }

    /// <summary>Path of the catalogue, such as <c>/futures/order.place</c>; of a faulty card, whatever was asked for.</summary>
    public required string Action { get; init; }

    public required JsonObject Params { get; init; }

    public required bool DryRun { get; init; }

    public required bool ConfirmRequired { get; init; }

    /// <summary>One short sentence in the person's language.</summary>
    public required string Reason { get; init; }

    public required bool Valid { get; init; }

    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>Where each param comes from: <c>words</c>, <c>conversation</c>, <c>exchange</c> or <c>default</c>.</summary>
    public IReadOnlyDictionary<string, string> Provenance { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;

    /// <summary>The executor's answer, when the action ran at once.</summary>
    public JsonObject? Result { get; init; }

    /// <summary>Sent along when it is run, so that what is sent twice is carried out once; null: none. No part of its JSON.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The Action JSON of the contract, without what chat adds to it.</summary>
    public JsonObject ToAction() => new()
    {
        ["action"] = Action,
        ["params"] = Params.DeepClone(),
        ["dryRun"] = DryRun,
        ["confirm_required"] = ConfirmRequired,
        ["reason"] = Reason,
    };

    /// <summary>The Action JSON with id, verdict and result.</summary>
    public JsonObject ToJson()
    {
        var json = ToAction();
        json["id"] = Id;
        json["valid"] = Valid;
        json["violations"] = new JsonArray([.. Violations.Select(fault => new JsonObject
        {
            ["code"] = fault.Code,
            ["path"] = fault.Path,
            ["message"] = fault.Message,
        })]);
        if (Result is not null) json["result"] = Result.DeepClone();
        return json;
    }
}
