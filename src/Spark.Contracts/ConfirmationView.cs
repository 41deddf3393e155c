using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>What a person has to confirm.</summary>
public sealed record ConfirmationView
{
    public required string Id { get; init; }

    /// <summary>Single-use, lives 120 s. Absent for agents, and for everybody when confirmation is by page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Token { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The exact act in one line.</summary>
    public required string Summary { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EvidenceView? Evidence { get; init; }

    /// <summary>What would change, per order, as a dry run of it tells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonArray? Would { get; init; }

    /// <summary>The copilot's page on which a person confirms.</summary>
    public required string ConfirmUrl { get; init; }

    /// <summary>The action, as it will be carried out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Action { get; init; }
}
