using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Copilot.Language;

namespace Spark.Copilot.Agent;

/// <summary>Numbers as the person's language writes them.</summary>
internal static class Numbers
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    private static readonly CultureInfo Turkish = CultureInfo.GetCultureInfo("tr-TR");

    public static string Show(JsonNode? node, SpokenLanguage language)
    {
        if (node is null) return "–";
        if (node.GetValueKind() != System.Text.Json.JsonValueKind.Number) return node.ToString();
        return decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value.ToString("#,0.########", language == SpokenLanguage.Turkish ? Turkish : English)
            : node.ToJsonString();
    }
}
