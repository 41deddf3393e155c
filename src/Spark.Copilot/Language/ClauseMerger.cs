using Spark.Domain.Orders;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Language;

/// <summary>Puts pieces that hold no wish of their own to the one they belong to, and the pieces of one order together.</summary>
internal static class ClauseMerger
{
    public static List<Clause> Merge(List<Clause> cut, Lexicon lexicon, PositionLimits limits)
    {
        var clauses = cut.Where(clause => clause.HasContent && !(cut.Count > 1 && !cut.Exists(other => other.Has(Concept.Dry)) && IsPast(clause))).ToList();
        foreach (var clause in clauses) clause.Intent = IntentOf(clause, lexicon);
        DropAsides(clauses);
        QuietLive(clauses);
        if (clauses.Exists(clause => clause.Intent is not null) && !clauses.Exists(IsSweeping)) clauses.RemoveAll(IsIdle);
        if (clauses.Exists(clause => clause.Intent is not null)) clauses.RemoveAll(IsKept);
        JoinStrategy(clauses);
        ShareVerb(clauses);
        QuietOpinions(clauses);
        ShareCancel(clauses);
        ShareSetting(clauses);
        ShareCancelAll(clauses);
        JoinNouns(clauses, lexicon);
        ShareStreams(clauses);
        ShareDry(clauses);
        if (clauses.Exists(clause => clause.Intent == Intents.Confirm)) clauses.RemoveAll(clause => clause.Intent == ActionPaths.Health && !clause.Asks && !clause.HasAny([Concept.Query, Concept.Show]));
        clauses = Attach(clauses, lexicon);
        return InTime(JoinOrders(clauses, limits));
    }

    // 'the market is crazy, close all my positions', 'I don't like this candle, exit sol': what is told before the wish is its reason.
    private static void DropAsides(List<Clause> clauses)
    {
        var first = clauses.FindIndex(clause => clause.Intent is not null);
        if (first > 0) clauses.RemoveAll(clause => clauses.IndexOf(clause) < first && IsAside(clause, clauses[clauses.IndexOf(clause) + 1]));
    }

    private static bool IsAside(Clause clause, Clause next) => next.Joint > 1 && clause.Unknown.Any()
        && clause.Marks.All(mark => mark.Figure is null && mark.Coin is null && !mark.IsId && !mark.LooksLikeCoin && (mark.IsUnknown || mark.IsNoise || Array.TrueForAll(mark.Concepts, IsSmallTalk)));

    private static bool IsSmallTalk(string concept) => concept is Concept.Query or Concept.Not or Concept.Unwanted or Concept.Noise or Concept.Mine or Concept.Pronoun or "tradeword" or Concept.Chatter;

    // 'go live with this: buy 2 sol': words of 'real' for the order that follows, and no strategy's.
    private static void QuietLive(List<Clause> clauses)
    {
        for (var at = 0; at + 1 < clauses.Count; at++)
        {
            if (clauses[at].Intent != ActionPaths.StrategyDeploy || !clauses[at].Has(Concept.Live) || clauses[at].Has(Concept.Strategy) || !clauses.Skip(at + 1).Any(clause => clause.IsOrder) || clauses[at + 1].Joint > 2) continue;
            if (!clauses[at].Marks.Any(mark => mark.Is("deploy") && Normalizer.Fold(mark.Raw) == "go")) continue;
            clauses[at] = new Clause([.. clauses[at].Marks.Select(mark => mark with { Concepts = [.. mark.Concepts.Where(concept => concept != "deploy")] })], clauses[at].Joint);
        }
    }

    // 'RSI 30 altında al, 70 üstünde sat stratejisi hazırla': when to buy is a part of the strategy, and no order.
    private static void JoinStrategy(List<Clause> clauses)
    {
        for (var at = clauses.Count - 2; at >= 0; at--)
        {
            var next = clauses[at + 1];
            if (next.Intent != ActionPaths.StrategyGenerate || next.Joint > 2 || !NamesTrades(next) || !clauses[at].HasAny([Concept.Buy, Concept.Sell])) continue;
            clauses[at] = new Clause([.. clauses[at].Marks, .. next.Marks], clauses[at].Joint) { Intent = next.Intent };
            clauses.RemoveAt(at + 1);
        }
    }

    // 'sat stratejisi'.
    private static bool NamesTrades(Clause clause) => clause.Marks.Zip(clause.Marks.Skip(1)).Any(pair => pair.First.IsAny([Concept.Buy, Concept.Sell]) && pair.Second.Is(Concept.Strategy));

    // 'bought 0.1 eth yesterday': it tells what was, and asks for nothing.
    private static bool IsPast(Clause clause) => clause.HasAny([Concept.PastBuy, Concept.PastSell]) && !clause.HasAny([Concept.Dry, Concept.Query, Concept.Buy, Concept.Sell, Concept.Show]);

    // Of everything: whatever is said beside it may be an exception.
    private static bool IsSweeping(Clause clause) => clause.Coins.Count == 0 && clause.Intent is ActionPaths.OrderCancelAll or ActionPaths.PositionClose or Intents.CloseEverything;

    // 'keep eth', 'eth kalsın': what is left alone is no part of the wish beside it.
    private static bool IsKept(Clause clause) => clause.Intent is null && clause.Has(Concept.Keep) && clause.Coins.Count > 0
        && clause.Marks.All(mark => mark.Coin is not null || mark.IsNoise || mark.IsUnknown || mark.IsAny([Concept.Keep, Concept.Mine, Concept.And, ",", "openAdj", Concept.Open]));

    // ', the incident is over': after a comma, words that no wish needs.
    private static bool IsIdle(Clause clause) => clause is { Intent: null, Joint: > 1, Asks: false } && clause.Unknown.Any()
        && clause.Marks.All(mark => mark.Figure is null && mark.Coin is null && !mark.IsId && !mark.LooksLikeCoin && (mark.IsUnknown || mark.IsNoise || mark.Concepts is [Concept.Query]));

    // A bare noun beside words nobody knows is no wish: 'order me a …'.
    private static string? IntentOf(Clause clause, Lexicon lexicon)
    {
        var (means, score) = RuleBook.Best(lexicon.Intents, clause);
        return means == ActionPaths.OpenOrders && score < WeakScore && (clause.Unknown.Any() || clause.HasAny([Concept.Foreign, Concept.Chatter])) ? null : means;
    }

    // 'cancel order 1 on btc and order 2 on eth', 'btc'deki 1 ve eth'deki 2 numaralı emirleri iptal et': one verb, two orders.
    private static void ShareCancel(List<Clause> clauses)
    {
        for (var at = 1; at < clauses.Count; at++)
        {
            var (one, next) = (clauses[at - 1], clauses[at]);
            if (one.Intent == ActionPaths.OrderCancel && next.Intent == ActionPaths.Order && !next.HasAny([Concept.Show, Concept.Query])) next.Intent = ActionPaths.OrderCancel;
            if (next.Intent == ActionPaths.OrderCancel && one.Intent is null && one.Coins.Count == 1 && next.Coins.Count == 1 && next.Has(Concept.OrderId) && OrderIds.Find(one) is not null) one.Intent = ActionPaths.OrderCancel;
        }
    }

    // 'stop the streams and then start new ones for xrp': what is started is a stream too.
    private static void ShareStreams(List<Clause> clauses)
    {
        for (var at = 1; at < clauses.Count; at++)
        {
            if (clauses[at - 1].Intent == ActionPaths.StreamsStop && clauses[at] is { Intent: null, Coins.Count: > 0 } next && next.HasAny(["start", Concept.Open, "subscribe"]) && !next.HasAny([Concept.Number, Concept.Buy, Concept.Sell])) next.Intent = ActionPaths.StreamsStart;
        }
    }

    // 'dry run cancelling my orders and closing btc': one word simulates both.
    private static void ShareDry(List<Clause> clauses)
    {
        for (var at = 1; at < clauses.Count; at++)
        {
            var (one, next) = (clauses[at - 1], clauses[at]);
            if (next.Joint > 1 || next.Intent is null || next.HasAny([Concept.Dry, Concept.Live])) continue;
            if (one.Marks.FirstOrDefault(mark => !mark.IsNoise) is not { } opener || !opener.Is(Concept.Dry) || next.Marks.FirstOrDefault(mark => !mark.IsNoise) is not { } verb) continue;
            if (Normalizer.Fold(verb.Raw) is { Length: > 5 } typed && typed.EndsWith("ing", StringComparison.Ordinal)) clauses[at] = new Clause([opener, .. next.Marks], next.Joint) { Intent = next.Intent, Asks = next.Asks, IsNewSentence = next.IsNewSentence };
        }
    }

    // 'close eth, but first cancel its orders': moved ahead of the coin that it leans on, it takes that along. Without it every symbol would be meant.
    private static Clause OfTheSameCoin(Clause first, IEnumerable<Clause> before)
    {
        if (first.Coins.Count > 0 || first.HasAny([Concept.All, Concept.Everything]) || first.Intent is not (ActionPaths.OrderCancel or ActionPaths.OrderCancelAll or ActionPaths.PositionClose or ActionPaths.LeverageSet)) return first;
        var coins = before.SelectMany(clause => clause.Marks).Where(mark => mark.Coin is not null).DistinctBy(mark => mark.Coin).ToList();
        return coins is [var only] ? new Clause([.. first.Marks, only], first.Joint) { Intent = first.Intent, Asks = first.Asks, IsNewSentence = first.IsNewSentence } : first;
    }

    // 'cancel my orders, but first show me the position'.
    private static List<Clause> InTime(List<Clause> clauses)
    {
        for (var at = 1; at < clauses.Count; at++)
        {
            if (clauses[at].Intent is null || !clauses[at].ComesFirst) continue;
            var first = OfTheSameCoin(clauses[at], clauses.Take(at));
            clauses.RemoveAt(at);
            clauses.Insert(0, first);
        }
        return clauses;
    }

    // 'close half my dot and all of my ltc', 'eth pozisyonunun yarısını ve sol'ün tamamını kapat', 'leverage 3 on btc and 2 on eth': one verb, a coin and a number each.
    private static void ShareSetting(List<Clause> clauses)
    {
        for (var at = 1; at < clauses.Count; at++)
        {
            if (clauses[at - 1].Intent is ActionPaths.PositionClose && IsPartOfCoin(clauses[at], clauses[at - 1])) clauses[at] = Sharing(clauses[at], clauses[at - 1]);
            if (clauses[at - 1].Intent is ActionPaths.LeverageSet && IsLeverageOfCoin(clauses[at], clauses[at - 1])) clauses[at].Intent = ActionPaths.LeverageSet;
        }
        for (var at = clauses.Count - 2; at >= 0; at--)
        {
            if (clauses[at + 1].Intent is ActionPaths.PositionClose && clauses[at + 1].Joint <= 2 && IsPartOfCoin(clauses[at], clauses[at + 1])) clauses[at] = Sharing(clauses[at], clauses[at + 1]);
        }
    }

    // 'cancel all eth orders and all sol orders', 'eth emirlerinin hepsini ve sol emirlerinin hepsini iptal et'.
    private static void ShareCancelAll(List<Clause> clauses)
    {
        for (var at = 1; at < clauses.Count; at++)
        {
            var (one, next) = (clauses[at - 1], clauses[at]);
            if (one.Intent == ActionPaths.OrderCancelAll && next.Joint <= 2 && IsOrdersOfCoin(next, one)) clauses[at] = Sharing(next, one);
            else if (next.Intent == ActionPaths.OrderCancelAll && next.Joint <= 2 && IsOrdersOfCoin(one, next)) clauses[at - 1] = Sharing(one, next);
        }
    }

    private static bool IsOrdersOfCoin(Clause clause, Clause verb) => clause.Intent is ActionPaths.OpenOrders && HasOwnCoin(clause, verb)
        && clause.Has(Concept.All) && !clause.HasAny([Concept.Show, Concept.Query]);

    private static Clause Sharing(Clause clause, Clause verb) =>
        new([.. clause.Marks, .. verb.Marks.Where(mark => mark.IsAny([Concept.Dry, Concept.Not]))], clause.Joint) { Intent = verb.Intent };

    private static bool IsPartOfCoin(Clause clause, Clause verb) => clause.Intent is null or ActionPaths.Positions
        && !clause.HasAny([Concept.Show, Concept.Query, Concept.Buy, Concept.Sell])
        && HasOwnCoin(clause, verb) && clause.HasAny([Concept.Part, Concept.All]);

    private static bool IsLeverageOfCoin(Clause clause, Clause verb) => clause.Intent is null && HasOwnCoin(clause, verb)
        && clause.Marks.Count(mark => mark.Figure is { IsWeak: false, IsPercent: false, IsMoney: false }) == 1 && !clause.HasAny([Concept.Dollar, Concept.Unit]);

    private static bool HasOwnCoin(Clause clause, Clause verb) => clause.Coins.Count == 1 && verb.Coins.Count == 1 && clause.Coins[0] != verb.Coins[0];

    // 'close them all, every position': the noun that was left out of the wish follows it.
    private static void JoinNouns(List<Clause> clauses, Lexicon lexicon)
    {
        for (var at = 1; at < clauses.Count; at++)
        {
            var (one, next) = (clauses[at - 1], clauses[at]);
            if (one.Intent == Intents.CloseEverything && next.Intent is ActionPaths.Positions or ActionPaths.OpenOrders && next.Coins.Count == 0 && !next.HasAny([Concept.Show, Concept.Query]))
            {
                if (!next.Marks.All(IsNounOfAll)) clauses[at - 1] = new Clause([.. one.Marks, .. next.Marks, Excepting], one.Joint) { Intent = one.Intent, Asks = one.Asks, IsNewSentence = one.IsNewSentence };
                clauses.RemoveAt(at--);
                continue;
            }
            if ((one.Intent == ActionPaths.OrderCancel || (one is { Intent: ActionPaths.OpenOrders, Coins.Count: 1 } && !one.HasAny([Concept.Orders, Concept.OpenOrders, Concept.All]))) && NamesIt(next))
            {
                clauses[at - 1] = one.With(next);
                clauses[at - 1].Intent = one.Intent == ActionPaths.OrderCancel ? one.Intent : ActionPaths.Order;
                clauses.RemoveAt(at--);
                continue;
            }
            var belongs = (one.Intent == ActionPaths.PositionClose && next.Intent == ActionPaths.Positions) || (one.Intent is ActionPaths.OrderCancel or ActionPaths.OrderCancelAll && next.Intent == ActionPaths.OpenOrders);
            if (!belongs || !(one.Coins.Count == 0 && one.Has(Concept.Pronoun) || next.Has(Concept.Id)) || next.HasAny([Concept.Show, Concept.Query])) continue;
            clauses[at - 1] = one.With(next);
            clauses[at - 1].Intent = RuleBook.Best(lexicon.Intents, clauses[at - 1]).Means ?? one.Intent;
            clauses.RemoveAt(at--);
        }
    }

    // 'cancel my doge order, client id is dg-3'.
    private static bool NamesIt(Clause clause) => clause.Intent is null or ActionPaths.Order && clause.HasAny([Concept.ClientId, Concept.IdMark, Concept.OrderId]) && clause.Coins.Count == 0
        && !clause.HasAny([Concept.Show, Concept.Query, Concept.Not]) && !clause.Unknown.Any();

    // 'every position, all my orders': more than the nouns, as in 'positions only', and it is no longer everything.
    private static bool IsNounOfAll(Mark mark) => mark.IsAny([Concept.Position, Concept.Positions, Concept.Order, Concept.Orders, Concept.OpenOrders, Concept.All, Concept.Everything, Concept.And, Concept.Mine, "openAdj", ","])
        || (mark.IsNoise && Normalizer.Fold(mark.Raw) is not ("only" or "just" or "sadece" or "yalnizca" or "kalsin" or "dursun"));

    private static readonly Mark Excepting = new() { Raw = "", Concepts = [Concept.Except] };

    // 'I think btc is going up, buy 0.001': what comes before the order only names its coin.
    private static void QuietOpinions(List<Clause> clauses)
    {
        for (var at = 0; at + 1 < clauses.Count; at++)
        {
            if (clauses[at].Intent == ActionPaths.Ticker && !clauses[at].Asks && !clauses[at].HasAny([Concept.Price, Concept.Show]) && clauses[at].Coins.Count == 1
                && clauses[at + 1].IsOrder && clauses[at + 1].Coins.Count == 0 && !clauses[at].Marks.Any(mark => Normalizer.Fold(mark.Raw).StartsWith("what", StringComparison.Ordinal) || Normalizer.Fold(mark.Raw).StartsWith("how", StringComparison.Ordinal))) clauses[at].Intent = null;
        }
    }

    // '60 binden 0,001 btc, 2.800'den 0,02 eth limit al': in Turkish the verb behind the last order serves the ones before it.
    private static void ShareVerb(List<Clause> clauses)
    {
        for (var at = clauses.Count - 2; at >= 0; at--)
        {
            var (one, next) = (clauses[at], clauses[at + 1]);
            if (one.Intent is not null || !next.IsOrder || one.Coins.Count != 1 || next.Coins.Count != 1 || (one.Coins[0] == next.Coins[0] && !(IsSizedAndPriced(one) && IsSizedAndPriced(next)))) continue;
            if (!one.Has(Concept.Number) || !next.Has(Concept.Number) || next.Joint > 2) continue;
            clauses[at] = new Clause([.. one.Marks, .. next.Marks.Where(mark => mark.Figure is null && mark.IsAny(Shared))], one.Joint) { Intent = next.Intent };
        }
    }

    private static readonly string[] Shared = [Concept.Buy, Concept.Sell, Concept.Limit, Concept.Market, Concept.Live, Concept.Dry, Concept.Not, Concept.Canary];

    private const decimal WeakScore = 3m;

    private static List<Clause> Attach(List<Clause> clauses, Lexicon lexicon)
    {
        for (var at = 0; at < clauses.Count; at++)
        {
            if (clauses[at].Intent is not null || clauses.Count == 1) continue;
            if (IsSecondOrder(clauses, at) || IsAnotherOrder(clauses, at) || IsShownInstead(clauses, at)) continue;
            var forward = at == 0 || (at + 1 < clauses.Count && clauses[at + 1].Joint < clauses[at].Joint);
            var first = forward ? at : at - 1;
            if (clauses[at].Has(Concept.Live) && (clauses[at].Unknown.Any() || clauses[at].HasAny([Concept.Query, Concept.Dry]) && clauses[at].Has(Concept.Query))) clauses[at] = WithoutLive(clauses[at]);
            var joined = clauses[first].With(clauses[first + 1]);
            joined.Intent = RuleBook.Best(lexicon.Intents, joined).Means ?? joined.Intent;
            clauses[first] = joined;
            clauses.RemoveAt(first + 1);
            at = Math.Max(-1, first - 1);
        }
        return clauses;
    }

    // 'testnet is slow today, buy 0.1 btc': it tells of the testnet, and asks for nothing real.
    private static Clause WithoutLive(Clause clause) =>
        new([.. clause.Marks.Select(mark => mark.Is(Concept.Live) ? mark with { Concepts = [.. mark.Concepts.Where(concept => concept != Concept.Live)] } : mark)], clause.Joint) { Asks = clause.Asks, IsNewSentence = clause.IsNewSentence };

    // 'don't cancel them, just list them'.
    private static bool IsShownInstead(List<Clause> clauses, int at) => at > 0 && clauses[at].Has(Concept.Show) && clauses[at - 1].HasAny([Concept.Not, Concept.NotDone]);

    // 'buy 0.1 eth and 0.01 btc': the second has a coin and a size, and the first has both already.
    private static bool IsSecondOrder(List<Clause> clauses, int at) => at > 0 && (clauses[at - 1].IsOrder || (clauses[at - 1].Intent is null && IsSecondOrder(clauses, at - 1)))
        && clauses[at].Coins.Count == 1 && clauses[at - 1].Coins.Count == 1 && (clauses[at].Coins[0] != clauses[at - 1].Coins[0] || (IsSizedAndPriced(clauses[at - 1]) && IsSizedAndPriced(clauses[at]))) && clauses[at].Has(Concept.Number)
        && clauses[at - 1].Has(Concept.Number);

    // 'sell 100 xrp at 0.64, 200 xrp at 0.66': a ladder on one coin.
    private static bool IsSizedAndPriced(Clause clause) => clause.Marks.Count(mark => mark.Figure is { IsWeak: false, IsPercent: false }) == 2 && clause.Coins.Count == 1
        && clause.Marks.Zip(clause.Marks.Skip(1)).Any(pair => pair.First.Figure is not null && pair.Second.Coin is not null);

    // 'sell 0.1 eth at 3900 and another 0.1 at 4000': of the same coin, on the same side.
    private static bool IsAnotherOrder(List<Clause> clauses, int at) => at > 0 && clauses[at - 1].IsOrder && clauses[at - 1].Has(Concept.Number)
        && clauses[at].Coins.Count == 0 && clauses[at].Has(Concept.Another) && clauses[at].Has(Concept.Number);

    // 'long 0.01 btc, stop at 60k': the stop is an order of its own, whose side was not said.
    private static bool IsProtection(OrderSlots before, OrderSlots after) => before.IsComplete && !before.EffectiveType.IsConditional()
        && after is { Side: null, StopPrice: not null } && after.EffectiveType.IsConditional();

    private static List<Clause> JoinOrders(List<Clause> clauses, PositionLimits limits)
    {
        for (var at = 1; at < clauses.Count; at++)
        {
            if (!clauses[at - 1].IsOrder || !clauses[at].IsOrder || clauses[at].Has(Concept.SameSize)) continue;
            var (before, after) = (OrderReader.Read(clauses[at - 1], limits), OrderReader.Read(clauses[at], limits));
            if ((before.IsComplete && after.IsComplete) || IsProtection(before, after)) continue;
            var joined = clauses[at - 1].With(clauses[at]);
            var slots = OrderReader.Read(joined, limits);
            if (slots.Conflicts) continue;
            joined.Intent = slots.IsCanary ? ActionPaths.CanaryRun : Intents.Order;
            clauses[at - 1] = joined;
            clauses.RemoveAt(at--);
        }
        return clauses;
    }
}
