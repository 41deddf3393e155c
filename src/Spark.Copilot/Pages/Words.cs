using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;

namespace Spark.Copilot.Pages;

/// <summary>Answers of the executor in the page's words.</summary>
internal static class Words
{
    /// <summary>A value as it stands in the JSON, without its quotes; lists by commas.</summary>
    public static string Plain(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => string.Join(", ", list.Select(Plain)),
        JsonValue plain when plain.GetValueKind() == JsonValueKind.String => plain.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    /// <summary>An error's code in words; the executor's own message where there are none.</summary>
    public static string OfError(IStringLocalizer<UiText> texts, JsonObject body)
    {
        var code = (string?)body["error"] ?? "";
        var reason = (string?)body["reason"];
        return texts.Known($"Err_{code}_{reason}") ?? texts.Known("Err_" + code) ?? (string?)body["message"] ?? code;
    }

    /// <summary>Whether the executor carried out only part of it: some orders could not be cancelled.</summary>
    public static bool IsPartial(JsonObject body) => (bool?)body["ok"] == false && body["blocked"] is null;

    /// <summary>A risk check's name in words.</summary>
    public static string OfCheck(IStringLocalizer<UiText> texts, string name) => texts.Known("Check_" + name) ?? name;
}
