using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using Spark.Contracts;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Pages;

/// <summary>What a validator or the risk gate found, in the page's language and its number format. What has no code stays as it was said.</summary>
internal static class FaultWords
{
    /// <summary>A fault of a field; null when this build has no words for it.</summary>
    public static string? Of(IStringLocalizer<UiText> texts, FaultCause? cause)
    {
        if (cause is null || texts.Known("Fault_" + cause.Code) is null) return null;
        return texts["Fault_" + cause.Code, Value(cause.Value), Allowed(texts, cause)].Value;
    }

    /// <summary>A fault as the executor answers it in <c>details</c>; null when there are no words for it.</summary>
    public static string? Of(IStringLocalizer<UiText> texts, FaultCauseView? cause) =>
        Of(texts, cause is null ? null : new FaultCause(cause.Code, cause.Value, cause.Allowed));

    /// <summary>Why a risk check failed; null when this build has no words for it.</summary>
    public static string? Of(IStringLocalizer<UiText> texts, RiskCheckView check)
    {
        if (check.Passed) return null;
        var key = check.Fault switch { null => "Verdict_" + check.Name, "missing" => "Verdict_missing", var fault => $"Verdict_{check.Name}_{fault}" };
        return texts.Known(key) is null ? null : texts[key, Number(check.Limit), Number(check.Observed)].Value;
    }

    /// <summary>Every fault of an error's <c>details</c>, each behind its field; null where there are none or one has no words.</summary>
    public static string? OfDetails(IStringLocalizer<UiText> texts, JsonObject error)
    {
        if (error["details"] is not JsonArray { Count: > 0 } details) return null;
        var said = details.OfType<JsonObject>().Select(detail => (Path: (string?)detail["path"], Says: Of(texts, CauseOf(detail)))).ToArray();
        return said.Length == 0 || said.Any(one => one.Says is null) ? null : string.Join(" ", said.Select(one => $"{one.Path}: {one.Says}"));
    }

    // Steps need their eight digits; of what is large nobody reads them.
    private static string Number(decimal? number) => Math.Abs(number ?? 0) >= 1 ? Show.Number(number) : Show.Quantity(number);

    private static FaultCause? CauseOf(JsonObject detail) => detail["cause"] is JsonObject cause && (string?)cause["code"] is { } code
        ? new FaultCause(code, (string?)cause["value"], (string?)cause["allowed"]) : null;

    // A number as the page writes numbers; other JSON as it was given.
    private static string Value(string? json) =>
        decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("#,0.##################", CultureInfo.CurrentCulture) : json ?? Show.Nothing;

    private static string Allowed(IStringLocalizer<UiText> texts, FaultCause cause)
    {
        if (cause.Allowed is not { Length: > 0 } allowed) return texts["Kind_none"];
        if (cause.Code is not (FaultCodes.Missing or FaultCodes.NotAllowed)) return allowed;
        var (kind, particular) = allowed.Split(':', 2) is [var name, var rest] ? (name, rest) : (allowed, "");
        return texts.Known("Kind_" + kind) is null ? allowed : texts["Kind_" + kind, particular];
    }
}
