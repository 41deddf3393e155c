using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Spark.Copilot.Plugins;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Mcp;

/// <summary>
/// A tool as clients see it: the same name, text and params that Spark's own engines are offered. The params are closed: there is none
/// that confirms, and a made-up one is refused.
/// </summary>
internal static class ToolSchema
{
    public static Tool Of(ActionFunction action) => new()
    {
        Name = NameOf(action),
        Title = action.Definition.Path,
        Description = action.Function.Description,
        InputSchema = JsonSerializer.SerializeToElement(Schema(action)),
        Annotations = Hints(action.Definition.Effect),
    };

    public static string NameOf(ActionFunction action) => $"{action.Function.PluginName}_{action.Function.Name}";

    private static JsonObject Schema(ActionFunction action)
    {
        var parameters = action.Function.Metadata.Parameters;
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(parameters.Select(one => KeyValuePair.Create(one.Name, JsonNode.Parse(one.Schema!.RootElement.GetRawText())))),
            ["required"] = new JsonArray([.. parameters.Where(one => one.IsRequired).Select(one => JsonValue.Create(one.Name))]),
            ["additionalProperties"] = false,
        };
    }

    // Advice to clients, not the gate. What could be proposed for real counts as destructive, so that a client asks its person too.
    private static ToolAnnotations Hints(ActionEffect effect) => new()
    {
        ReadOnlyHint = effect == ActionEffect.Read,
        DestructiveHint = !effect.IsHarmless(),
        IdempotentHint = effect is ActionEffect.Read or ActionEffect.Streams,
        OpenWorldHint = false,
    };
}
