using Microsoft.Extensions.Localization;

namespace Spark.Copilot.Pages;

/// <summary>Texts of codes that may be newer than this build.</summary>
internal static class UiTexts
{
    /// <summary>The text of <paramref name="key"/>; null when there is none.</summary>
    public static string? Known(this IStringLocalizer<UiText> texts, string key) => texts[key] is { ResourceNotFound: false } found ? found.Value : null;

    /// <summary>A key of an action's path: <c>/futures/order.place</c> gives <c>Act_futures_order_place</c>.</summary>
    public static string KeyOf(string prefix, string path) =>
        prefix + string.Concat(path.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
