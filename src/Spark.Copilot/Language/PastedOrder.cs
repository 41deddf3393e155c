using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Spark.Copilot.Language;

/// <summary>
/// An order that was pasted as JSON, spelled as words: 'symbol ETHUSDT side SELL quantity 0.05'. Only the members of an order are read, and
/// none of them says that it is real; other JSON stays as it is.
/// </summary>
internal static partial class PastedOrder
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 4 };

    private static readonly FrozenSet<string> Types = new[] { "LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Times = new[] { "GTC", "IOC", "FOK", "GTX" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What clients send beside an order, and what changes nothing of it.
    private static readonly FrozenSet<string> Beside = new[] { "timestamp", "recvWindow", "signature", "newOrderRespType", "action", "dryRun", "dry_run", "confirm_required", "id" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Free text: no word of it is a wish, and it is held to the rules.
    private static readonly FrozenSet<string> Remarks = new[] { "note", "comment", "reason", "tag" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static string Spelled(string text)
    {
        if (Find(text) is not var (begin, end, root)) return text;
        using (root)
        {
            var words = new StringBuilder().Append(text, 0, begin).Append(' ');
            if (IsTrial(root.RootElement)) words.Append("simulate ");
            if (!TrySpell(root.RootElement, words)) words.Clear().Append(text, 0, begin).Append(' ').Append(SymbolOf(root.RootElement)).Append(' ');
            return words.Append(text, end + 1, text.Length - end - 1).ToString();
        }
    }

    /// <summary>The members that are no part of an order, as words: 'skip confirmation', 'not testnet'. Null when no order was pasted.</summary>
    public static string? Others(string text)
    {
        if (Find(text) is not var (_, _, root)) return null;
        using (root)
        {
            var words = new StringBuilder();
            SpellOthers(root.RootElement, words);
            return words.ToString();
        }
    }

    private static (int Begin, int End, JsonDocument Root)? Find(string text)
    {
        var (begin, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (begin < 0 || end < begin || text.AsSpan(begin, end - begin).IndexOf("side", StringComparison.OrdinalIgnoreCase) < 0) return null;
        try
        {
            var json = JsonDocument.Parse(text.AsMemory(begin, end + 1 - begin), Shallow);
            if (json.RootElement.ValueKind == JsonValueKind.Object) return (begin, end, json);
            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            // Not JSON: words like any others.
            return null;
        }
    }

    // False when a member says something of the order that can't be read here: then it is asked about.
    private static bool TrySpell(JsonElement json, StringBuilder words)
    {
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in json.EnumerateObject())
        {
            if (!named.Add(member.Name) || !TrySpell(member, words)) return false;
        }
        return true;
    }

    private static bool TrySpell(JsonProperty member, StringBuilder words)
    {
        if (member.Value.ValueKind is JsonValueKind.Null || Beside.Contains(member.Name) || Remarks.Contains(member.Name)) return true;
        if (member.Value.ValueKind is JsonValueKind.Object) return member.Name is "params" or "order" && TrySpell(member.Value, words);
        var value = member.Value.ToString();
        switch (member.Name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant())
        {
            case "SYMBOL": return Say(words, "symbol", value, Name().IsMatch(value));
            case "SIDE": return Say(words, "side", value, value.ToUpperInvariant() is "BUY" or "SELL");
            case "TYPE": return Say(words, "type", value.Replace('_', ' '), Types.Contains(value));
            case "TIMEINFORCE": return Say(words, "", value, Times.Contains(value));
            case "CLIENTORDERID" or "NEWCLIENTORDERID": return Say(words, "clientOrderId", value, ClientId().IsMatch(value));
            case "QUANTITY" or "QTY": return SayNumber(words, "quantity", value);
            case "PRICE": return SayNumber(words, "price", value);
            case "STOPPRICE": return SayNumber(words, "stopPrice", value);
            case "NOTIONAL" or "QUOTEORDERQTY": return SayNumber(words, "", value, " usdt");
            case "REDUCEONLY": return member.Value.ValueKind == JsonValueKind.False || value is "false" or "FALSE" || Say(words, "", "reduceOnly", isAllowed: true);
            default: return false;
        }
    }

    private static bool Say(StringBuilder words, string name, string value, bool isAllowed)
    {
        if (isAllowed) words.Append(name).Append(' ').Append(value).Append(' ');
        return isAllowed;
    }

    // In JSON 61.250 is a little over 61, whatever the language around it.
    private static bool SayNumber(StringBuilder words, string name, string value, string unit = "")
    {
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number <= 0) return false;
        var plain = number.ToString("0.############", CultureInfo.InvariantCulture);
        if (plain.IndexOf('.', StringComparison.Ordinal) is > 0 and var point && plain.Length - point - 1 == 3) plain += "0";
        return Say(words, name, plain + unit, isAllowed: true);
    }

    // What is marked as a dry run stays one, whatever is written around it.
    private static bool IsTrial(JsonElement json) => json.EnumerateObject().Any(member => member.Name is "dryRun" or "dry_run" && member.Value.ValueKind == JsonValueKind.True);

    private static string SymbolOf(JsonElement json) => json.EnumerateObject().Where(member => member.NameEquals("symbol") && member.Value.ValueKind == JsonValueKind.String)
        .Select(member => member.Value.GetString()!).FirstOrDefault(value => Name().IsMatch(value)) ?? "";

    private static void SpellOthers(JsonElement json, StringBuilder words)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object) SpellOthers(member.Value, words);
            else if (member.Name is not ("dryRun" or "dry_run") && (member.NameEquals("confirm_required") || Remarks.Contains(member.Name) || !TrySpell(member, new StringBuilder()))) words.Append(member.Value.ValueKind switch
            {
                JsonValueKind.False when member.NameEquals("testnet") => "not testnet",
                JsonValueKind.False when member.NameEquals("confirm_required") => "confirm_required false",
                JsonValueKind.False => "skip " + Words(member.Name),
                JsonValueKind.True => Words(member.Name),
                _ => Words(member.Name) + ' ' + member.Value,
            }).Append(" . ");
        }
    }

    private static string Words(string name) => Humps().Replace(name.Replace('_', ' '), " ").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Humps();

    [GeneratedRegex("^[A-Za-z0-9]{2,20}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[\.A-Za-z0-9:/_-]{1,36}$", RegexOptions.CultureInvariant)]
    private static partial Regex ClientId();
}
