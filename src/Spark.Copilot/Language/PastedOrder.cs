using System.Text;
using System.Text.Json;

namespace Spark.Copilot.Language;

/// <summary>An order that was pasted as JSON, spelled as words: 'symbol ETHUSDT side SELL quantity 0.05'. Other JSON stays as it is.</summary>
internal static class PastedOrder
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 4 };

    public static string Spelled(string text)
    {
        var (begin, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (begin < 0 || end < begin || text.AsSpan(begin, end - begin).IndexOf("side", StringComparison.OrdinalIgnoreCase) < 0) return text;
        try
        {
            using var json = JsonDocument.Parse(text.AsMemory(begin, end + 1 - begin), Shallow);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return text;
            var words = new StringBuilder().Append(text, 0, begin).Append(' ');
            Spell(json.RootElement, words);
            return words.Append(text, end + 1, text.Length - end - 1).ToString();
        }
        catch (JsonException)
        {
            // Not JSON: words like any others.
            return text;
        }
    }

    private static void Spell(JsonElement json, StringBuilder words)
    {
        foreach (var member in json.EnumerateObject())
        {
            words.Append(member.Name.Replace('_', ' ')).Append(' ');
            if (member.Value.ValueKind == JsonValueKind.Object) Spell(member.Value, words);
            else words.Append(Plain(member.Value)).Append(' ');
        }
    }

    // In JSON 61.250 is a little over 61, whatever the language around it.
    private static string Plain(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number) return value.ToString();
        var number = value.GetRawText();
        return number.IndexOf('.', StringComparison.Ordinal) is > 0 and var point && number.Length - point - 1 == 3 ? number + "0" : number;
    }
}
