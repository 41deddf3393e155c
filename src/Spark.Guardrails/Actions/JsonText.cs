using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Spark.Guardrails.Actions;

/// <summary>Reading and showing JSON that a stranger wrote.</summary>
internal static class JsonText
{
    private const int MaxShown = 64;

    /// <summary>The value of a JSON string; false for other kinds and for text that is not valid Unicode.</summary>
    public static bool TryGetString(JsonElement value, [NotNullWhen(true)] out string? text)
    {
        text = value.ValueKind == JsonValueKind.String ? Guarded(value, static json => json.GetString()) : null;
        return text is not null;
    }

    /// <summary>A key; null when it is not valid Unicode.</summary>
    public static string? NameOf(JsonProperty property) => Guarded(property, static one => one.Name);

    /// <summary>The value for an error text: at most 64 characters, control characters escaped.</summary>
    public static string Show(JsonElement value) =>
        Guarded(value, static json => json.ValueKind == JsonValueKind.Undefined ? "nothing" : Show(json.GetRawText())) ?? "text that is not valid Unicode";

    /// <inheritdoc cref="Show(JsonElement)"/>
    public static string Show(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var next = IsPlain(rune) ? rune.ToString() : $"\\u{rune.Value:x4}";
            if (shown.Length + next.Length > MaxShown) return shown.Append('…').ToString();
            shown.Append(next);
        }
        return shown.ToString();
    }

    // Format characters can turn the reading direction of a log line; they are shown as escapes too.
    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string? Guarded<T>(T of, Func<T, string?> read)
    {
        try
        {
            return read(of);
        }
        catch (InvalidOperationException)
        {
            return null; // System.Text.Json says so of lone surrogates and broken UTF-8.
        }
    }
}
