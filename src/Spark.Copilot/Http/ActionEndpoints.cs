using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Copilot.Batches;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Http;

/// <summary>What actions there are, and whether given ones are valid.</summary>
internal static class ActionEndpoints
{
    public static async Task ValidateAsync(HttpContext context)
    {
        using var body = await RequestJson.ReadAsync(context);
        if (body is null) return;
        var isList = body.RootElement.ValueKind == JsonValueKind.Array;
        var actions = isList ? body.RootElement.EnumerateArray().ToList() : [body.RootElement];
        var verdicts = new JsonArray([.. actions.Select((action, index) => Verdicts.Of(action, index))]);
        var answer = new JsonObject { ["valid"] = verdicts.All(verdict => (bool)verdict!["valid"]!) };
        if (!isList) answer["violations"] = verdicts[0]!["violations"]!.DeepClone();
        answer["verdicts"] = verdicts;
        await context.WriteAsync(answer);
    }

    public static Task CatalogueAsync(HttpContext context) =>
        context.WriteAsync(new JsonObject { ["actions"] = new JsonArray([.. ActionCatalogue.All.Select(Describe)]) });

    private static JsonObject Describe(ActionDefinition action) => new()
    {
        ["action"] = action.Path,
        ["method"] = action.Method,
        ["effect"] = action.Effect.ToString(),
        ["summary"] = action.Summary,
        ["summaryTr"] = action.SummaryTr,
        ["dryRun"] = action.DefaultDryRun,
        ["confirm_required"] = action.DefaultConfirmRequired,
        ["params"] = action.Schema,
        ["schema"] = action.EnvelopeSchema,
    };
}
