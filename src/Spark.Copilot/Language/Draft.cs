using System.Text.Json.Nodes;

namespace Spark.Copilot.Language;

/// <summary>An action that words ask for.</summary>
/// <param name="Path">Of the catalogue.</param>
/// <param name="Params">Without dryRun.</param>
/// <param name="DryRun">Null: the catalogue's default.</param>
internal sealed record Draft(string Path, JsonObject Params, bool? DryRun = null)
{
    public string? Symbol => (string?)Params["symbol"];

    public bool Equals(Draft? other) => other is not null && Path == other.Path && DryRun == other.DryRun && JsonNode.DeepEquals(Params, other.Params);

    public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);
}
