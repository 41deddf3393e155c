using System.Text.Json.Nodes;
using Spark.Domain.Orders;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Language;

/// <summary>
/// Holds finished drafts against the words once more, without the grammar that made them: a side needs its word, a number its figure, a coin
/// its name, a real order its word of 'real' in this message, and each action that changes something a word of its own. What has none is asked for.
/// </summary>
internal static class LastLook
{
    private static readonly string[] Numbers = ["quantity", "notional", "price", "stopPrice", "leverage", "pnl", "orderId"];

    private static readonly Dictionary<string, string[]> Named = new(StringComparer.Ordinal)
    {
        [ActionPaths.OrderCancel] = [Concept.Cancel, Concept.Close],
        [ActionPaths.OrderCancelAll] = [Concept.Cancel, Concept.Close],
        [ActionPaths.PositionClose] = [Concept.Close, Concept.Sell, "reduceVerb", "off", Concept.Reset],
        [ActionPaths.LeverageSet] = [Concept.Leverage, Concept.Multiple],
        [ActionPaths.BreakerClose] = ["breaker"],
        [ActionPaths.RecordPnl] = ["record", Concept.Pnl, Concept.Loss, Concept.Profit],
        [ActionPaths.StrategyDeploy] = ["deploy"],
        [ActionPaths.CanaryConfirm] = [Concept.Confirm, Concept.Live, Concept.CanaryId],
    };

    /// <summary>The reading, or a question or refusal in its place.</summary>
    /// <param name="reading">What the grammar made of the words.</param>
    /// <param name="tokens">The words.</param>
    /// <param name="said">What they hold.</param>
    /// <param name="before">What the conversation holds.</param>
    /// <param name="isLanguageGuessed">Whether nothing told the language for certain: then 1,200 is asked about.</param>
    public static Reading At(Reading reading, IReadOnlyList<Token> tokens, Spoken said, Dialogue before, bool isLanguageGuessed)
    {
        if (reading is Reading.Ask && said.Has(Concept.Live) && (said.Has(Concept.Buy) || said.Has(Concept.Sell)) && WaivesConsent(tokens)) return new Reading.Refuse(Conversation.Refusal.PolicyViolation);
        if (reading is not Reading.Actions actions) return reading;
        var drafts = actions.Drafts.Select(draft => IsUnsaidReal(draft, said, before) ? draft with { DryRun = true } : draft).ToList();
        if (drafts.Exists(draft => draft is { Path: ActionPaths.OrderPlace, DryRun: false }) && WaivesConsent(tokens)) return new Reading.Refuse(Conversation.Refusal.PolicyViolation);
        var known = Known(before);
        var missing = drafts.SelectMany(draft => Unsaid(draft, said, before, known)).Distinct(StringComparer.Ordinal).ToList();
        if (isLanguageGuessed) missing = [.. missing, .. drafts.SelectMany(draft => Numbers.Where(name => Number(draft.Params[name]) is { } number && said.SaysTwoThings(number)))];
        return missing.Count > 0 ? new Reading.Ask(missing) : actions with { Drafts = drafts };
    }

    // A real order takes a word of 'real' in this message, or is an edit of one that was real already.
    private static bool IsUnsaidReal(Draft draft, Spoken said, Dialogue before) => draft is { Path: ActionPaths.OrderPlace, DryRun: false }
        && !said.Has(Concept.Live) && !said.Has(Concept.NotDry) && !said.Has(Concept.Dry) && before.Order is not { Live: true }
        && !before.Last.Any(last => last is { Path: ActionPaths.OrderPlace, DryRun: false });

    private static List<JsonObject> Known(Dialogue before)
    {
        List<JsonObject> known = [.. before.Last.Select(draft => draft.Params)];
        if (before.Incomplete is { } incomplete) known.Add(incomplete.Params);
        if (before.Order is { } order) known.Add(new JsonObject { ["symbol"] = order.Symbol, ["side"] = order.Side?.ToWord(), ["quantity"] = order.Quantity, ["notional"] = order.Notional, ["price"] = order.Price, ["stopPrice"] = order.StopPrice });
        return known;
    }

    private static IEnumerable<string> Unsaid(Draft draft, Spoken said, Dialogue before, List<JsonObject> known)
    {
        if (Named.TryGetValue(draft.Path, out var words) && !Array.Exists(words, said.Has) && before.Incomplete?.Path != draft.Path && !before.Last.Any(last => last.Path == draft.Path || last.Path == ActionPaths.CanaryRun)) yield return "action";
        if (draft.Symbol is { } symbol && !said.Names(symbol) && !known.Exists(one => Holds(one, symbol))) yield return "symbol";
        if ((string?)draft.Params["side"] is { } side && !SaysSide(side, said) && !known.Exists(one => (string?)one["side"] == side)) yield return "side";
        foreach (var name in Numbers)
        {
            if (Number(draft.Params[name]) is { } number && !IsSaid(number, said, known)) yield return name;
        }
    }

    private static bool Holds(JsonObject known, string symbol) => (string?)known["symbol"] == symbol
        || (known["symbols"] is JsonArray symbols && symbols.Any(one => (string?)one == symbol));

    private static bool SaysSide(string side, Spoken said) => side == Side.Buy.ToWord()
        ? said.Has(Concept.Buy) || said.Has(Concept.PastBuy) : said.Has(Concept.Sell) || said.Has(Concept.PastSell);

    private static bool IsSaid(decimal number, Spoken said, List<JsonObject> known)
    {
        if (said.Says(number) || said.Says(-number)) return true;
        foreach (var earlier in known.SelectMany(one => Numbers.Select(name => Number(one[name]))).OfType<decimal>())
        {
            if (earlier == number || (said.Has(Concept.Double) && number == earlier * 2) || (said.Has(Concept.Halve) && number * 2 == earlier)) return true;
            if (earlier != 0 && said.SaysPart(number / earlier)) return true;
        }
        return false;
    }

    private static decimal? Number(JsonNode? node) => node is JsonValue value ? value.TryGetValue(out decimal number) ? number : value.TryGetValue(out long whole) ? whole : null : null;

    // By the stems alone: 'onayıma gerek kalmadan', 'without me ever approving'. Whoever words it newly is still no one to be obeyed.
    private static bool WaivesConsent(IReadOnlyList<Token> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!IsConsent(tokens[at].Text)) continue;
            if (tokens[at].Text.StartsWith("onaysiz", StringComparison.Ordinal) || tokens[at].Text.StartsWith("izinsiz", StringComparison.Ordinal)) return true;
            for (var near = Math.Max(0, at - Reach); near <= Math.Min(tokens.Count - 1, at + Reach); near++)
            {
                if (IsWaiving(tokens[near].Text)) return true;
            }
        }
        return false;
    }

    private const int Reach = 3;

    private static bool IsConsent(string word) => Array.Exists(Consents, stem => word.StartsWith(stem, StringComparison.Ordinal));

    private static bool IsWaiving(string word) => Array.IndexOf(Waivers, word) >= 0 || (word.Length > 5 && Array.Exists(Withouts, ending => word.EndsWith(ending, StringComparison.Ordinal)));

    private static readonly string[] Consents = ["onay", "teyit", "teyid", "iznim", "izin", "confirm", "approv", "permission", "authoriz", "authoris", "consent", "doğrula", "dogrula"];

    private static readonly string[] Waivers = ["without", "skip", "skipping", "bypass", "never", "omit", "waive", "gerekmez", "gerekmiyor", "gereksiz", "lazimdegil", "bekleme", "isteme", "sorma", "atla", "gec", "unneeded", "unnecessary"];

    private static readonly string[] Withouts = ["madan", "meden", "maksizin", "meksizin"];
}
