using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Spark.Copilot.Language;

/// <summary>
/// Contracts that the exchange trades by the thousand: <c>PEPE</c> is <c>1000PEPEUSDT</c> there. An order's quantity and prices in coins are not those
/// of such a contract, so that a draft which has any keeps the plain coin, and the gate says that it is not listed.
/// </summary>
internal static class Multiples
{
    private static readonly string[] Prefixes = ["1000", "10000", "100000", "1000000", "1M", "1K"];
    private static readonly string[] PerCoin = ["quantity", "price", "stopPrice"];

    /// <summary>From the plain symbol to the one that is listed.</summary>
    public static FrozenDictionary<string, string> Of(IReadOnlySet<string> listed)
    {
        var multiples = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var symbol in listed)
        {
            var prefix = Prefixes.Where(prefix => symbol.StartsWith(prefix, StringComparison.Ordinal)).MaxBy(prefix => prefix.Length);
            if (prefix is not null && symbol[prefix.Length..] is { Length: > 4 } plain && !listed.Contains(plain)) multiples.TryAdd(plain, symbol);
        }
        return multiples.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The reading with symbols as the exchange lists them.</summary>
    public static Reading Placed(Reading reading, FrozenDictionary<string, string> multiples) =>
        multiples.Count > 0 && reading is Reading.Actions { Drafts: var drafts } && drafts.Any(draft => Names(draft, multiples))
            ? new Reading.Actions([.. drafts.Select(draft => Names(draft, multiples) ? Placed(draft, multiples) : draft)])
            : reading;

    private static bool Names(Draft draft, FrozenDictionary<string, string> multiples) => !PerCoin.Any(draft.Params.ContainsKey)
        && ((draft.Symbol is { } symbol && multiples.ContainsKey(symbol)) || (draft.Params["symbols"] as JsonArray)?.Any(one => one is not null && multiples.ContainsKey((string)one!)) == true);

    private static Draft Placed(Draft draft, FrozenDictionary<string, string> multiples)
    {
        var placed = (JsonObject)draft.Params.DeepClone();
        if (draft.Symbol is { } symbol) placed["symbol"] = multiples.GetValueOrDefault(symbol, symbol);
        if (placed["symbols"] is JsonArray symbols) placed["symbols"] = new JsonArray([.. symbols.Select(one => JsonValue.Create(multiples.GetValueOrDefault((string)one!, (string)one!)))]);
        return draft with { Params = placed };
    }
}
