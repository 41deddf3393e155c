using System.Text.Json.Nodes;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Language;

/// <summary>Turns clauses into drafts. One thing missing anywhere: nothing is proposed, one question is asked.</summary>
internal sealed class WishReader
{
    private readonly Clause _whole;
    private readonly Dialogue _dialogue;
    private readonly PositionLimits _limits;
    private readonly List<Draft> _drafts = [];
    private readonly List<string> _missing = [];
    private Clause? _declined;
    private int _headed;
    private bool _askedCanary;
    private OrderSlots? _order;
    private Draft? _incomplete;
    private string? _refusal;

    private WishReader(Clause whole, Dialogue dialogue, PositionLimits limits) => (_whole, _dialogue, _limits) = (whole, dialogue, limits);

    public static Wishes Read(IReadOnlyList<Clause> clauses, Clause whole, Dialogue dialogue, PositionLimits limits)
    {
        var reader = new WishReader(whole, dialogue, limits);
        reader._headed = clauses.Count(clause => clause.Intent is not null);
        foreach (var clause in clauses)
        {
            reader._askedCanary = clause.Intent == ActionPaths.CanaryStatus ? clause.Asks : reader._askedCanary;
            reader.Add(clause);
        }
        return reader.Outcome();
    }

    private Wishes Outcome()
    {
        if (_refusal is not null) return new Wishes(new Reading.Refuse(_refusal));
        if (_missing.Count > 0) return new Wishes(new Reading.Ask([.. _missing.Distinct(StringComparer.Ordinal)]), _order, _incomplete);
        if (_drafts.Count == 0) return new Wishes(new Reading.Nothing());
        return new Wishes(new Reading.Actions(WithoutRepeats()), _order);
    }

    private List<Draft> WithoutRepeats()
    {
        var drafts = new List<Draft>();
        foreach (var draft in _drafts)
        {
            if (draft.Path == ActionPaths.OrderPlace || !drafts.Contains(draft)) drafts.Add(draft);
        }
        return drafts;
    }

    private void Add(Clause clause)
    {
        if (IsDeclined(clause))
        {
            _declined = clause;
            return;
        }
        if (Asked.Instead(clause) is { } read) clause.Intent = read;
        var before = _drafts.Count;
        Propose(clause);
        if (_drafts.Skip(before).Any(Doubts.ChangesSomething) && (Declined.IsInDoubt(clause) || !Requests.IsOne(clause))) _missing.Add("action");
    }

    private void Propose(Clause clause)
    {
        switch (clause.Intent)
        {
            case null: AddHeadless(clause); break;
            case Intents.Order or ActionPaths.CanaryRun: AddOrder(clause, OrderReader.Read(clause, _limits)); break;
            case Intents.CloseEverything: AddCloseEverything(clause); break;
            case Intents.Confirm: AddConfirm(clause); break;
            case ActionPaths.CanaryConfirm: AddCanaryConfirm(clause); break;
            case ActionPaths.StreamsStart: AddStreams(clause); break;
            case ActionPaths.Ticker: AddTickers(clause); break;
            case ActionPaths.Positions or ActionPaths.OpenOrders or ActionPaths.Fills: AddPerCoin(clause); break;
            case ActionPaths.StreamsStop: Propose(clause.Intent, []); break;
            case ActionPaths.BreakerOpen: Propose(clause.Intent, []); break;
            case ActionPaths.Order: AddReference(clause, ActionPaths.Order, dryRun: null); break;
            case ActionPaths.OrderCancel: AddReference(clause, ActionPaths.OrderCancel, DryIfSaid(clause)); break;
            case ActionPaths.OrderCancelAll: AddCancelAll(clause); break;
            case ActionPaths.PositionClose: AddClose(clause); break;
            case ActionPaths.LeverageSet: AddLeverage(clause); break;
            case ActionPaths.RecordPnl: AddRecord(clause); break;
            case ActionPaths.StrategyGenerate or ActionPaths.StrategyBacktest or ActionPaths.StrategyOptimize or ActionPaths.StrategyDeploy: AddLab(clause); break;
            case ActionPaths.BreakerClose: Propose(clause.Intent, [], DryIfSaid(clause)); break;
            default: Propose(clause.Intent, []); break;
        }
    }

    // 'alma', 'don't cancel': the wish is that it should not happen.
    private static bool IsDeclined(Clause clause)
    {
        if (clause.Intent is null || (ActionCatalogue.TryFind(clause.Intent, out var definition) && definition.Effect == ActionEffect.Read)) return false;
        return Declined.Is(clause);
    }

    private void AddHeadless(Clause clause)
    {
        if (_declined is not null && clause.Has(Concept.Show) && clause.Coins.Count == 0) AddShown(_declined);
        if (_order is { Side: not null } before && clause.Has(Concept.Number) && (clause.Coins.Count == 1 || (clause.Coins.Count == 0 && clause.Has(Concept.Another))))
        {
            var slots = OrderReader.Read(clause, _limits) with { Side = before.Side, IsCanary = before.IsCanary };
            AddOrder(clause, slots with { Live = slots.Live || before.Live });
        }
    }

    // 'don't cancel my orders, just list them': what is to be shown was named by what is not to be done.
    private void AddShown(Clause declined)
    {
        var path = declined.HasAny([Concept.Order, Concept.Orders, Concept.OpenOrders]) ? ActionPaths.OpenOrders : declined.Has(Concept.Position) ? ActionPaths.Positions : null;
        if (path is not null) AddPerCoin(new Clause(declined.Marks, declined.Joint) { Intent = path });
    }

    private void AddOrder(Clause clause, OrderSlots slots)
    {
        if (Leverages.Find(clause) is not null && !AddWithLeverage(clause, slots)) return;
        if (clause.Coins.Count > 1 && slots.HasSize && clause.Has(Concept.Each) && slots.Loose.Count == 0)
        {
            foreach (var coin in clause.Coins) AddOne(clause, slots with { Symbol = coin, Conflicts = false });
            return;
        }
        AddOne(clause, slots);
    }

    // 'buy 0.01 btc with 5x': the leverage is an action of its own, before the order; 'BTC long kaldıracını 5 yap' is that alone.
    private bool AddWithLeverage(Clause clause, OrderSlots slots)
    {
        AddLeverage(clause);
        return slots.HasSize || slots.Loose.Count > 0 || !clause.HasAny([Concept.Leverage]);
    }

    private void AddOne(Clause clause, OrderSlots slots)
    {
        if (IsCanaryOfLast(clause, slots)) slots = _dialogue.Order! with { IsCanary = true, Live = false, SaysDry = false, ReduceOnly = slots.ReduceOnly, Loose = [], Conflicts = false, ClientOrderId = null };
        if (clause.Has(Concept.SameSize) && _order is { } same) slots = slots with { Quantity = slots.Quantity ?? same.Quantity, Notional = slots.Quantity is null ? same.Notional : null };
        if (IsCounterpart(clause, slots)) slots = slots with { Quantity = _order!.Quantity, Notional = _order.Notional };
        if (slots.Symbol is null && clause.Coins.Count == 0) slots = slots with { Symbol = LastCoin() ?? DeclinedCoin() ?? SpokenCoin(clause) };
        slots = WithSharedMode(clause, slots);
        if (slots.Symbol is null && IsElsewhere(clause))
        {
            _refusal = Conversation.Refusal.OutOfScope;
            return;
        }
        var missing = slots.Missing();
        if (missing.Count == 0 && slots.Conflicts) missing.Add(clause.Coins.Count > 1 ? "symbol" : slots.Side is null ? "side" : "quantity");
        if (missing.Count > 0) _missing.AddRange(missing);
        else _drafts.Add(OrderDrafts.Of(slots));
        _order = slots;
    }

    // 'run it as a canary instead': the order that was just talked of.
    private bool IsCanaryOfLast(Clause clause, OrderSlots slots) => slots is { IsCanary: true, Side: null, HasSize: false, Loose.Count: 0, Price: null, StopPrice: null } && clause.Coins.Count == 0
        && clause.HasAny([Concept.Pronoun, Concept.Same]) && !clause.Unknown.Any() && _drafts.Count == 0 && _dialogue.Order is { IsComplete: true };

    // 'buy 0.1 eth at 3000 and sell it at 3300': the second is as large as the first.
    private bool IsCounterpart(Clause clause, OrderSlots slots) => _order is { IsComplete: true } before && clause.Coins.Count == 0 && !slots.HasSize
        && slots is { Side: { } side, Loose.Count: 0 } && side != before.Side && (slots.Price ?? slots.StopPrice) is not null;

    // A word of 'real' holds for its order and those behind it, unless something is to be simulated; 'both' says it of every order.
    private OrderSlots WithSharedMode(Clause clause, OrderSlots slots)
    {
        if (slots.SaysDry || slots.Live || slots.IsCanary) return slots;
        if (clause.Asks || clause.Has(Concept.Query) || clause.Unknown.Any() || clause.IsNewSentence || Declined.IsInDoubt(clause)) return slots;
        return slots with { Live = (_order is { Live: true } || _whole.Has(Concept.Both)) && WordsOfMode.Of(_whole) == Mode.Live };
    }

    private static bool IsElsewhere(Clause clause) => clause.HasAny([Concept.Foreign, Concept.Chatter])
        || (clause.Unknown.Any() && !clause.HasAny([Concept.Dollar, Concept.Market, Concept.Limit, Concept.Canary, Concept.Unit]) && !clause.Unknown.Any(LooksLikeCoin));

    private static bool LooksLikeCoin(Mark mark) => mark.LooksLikeCoin;

    private string? LastCoin() => _drafts.Count == 0 ? null : _drafts[^1].Symbol ?? (_drafts[^1].Params["symbols"] is JsonArray { Count: 1 } only ? (string?)only[0] : null);

    // 'don't sell eth, buy 0.02'.
    private string? DeclinedCoin() => _declined?.Coins is [var only] ? only : null;

    // The coin that was just talked of, when this message names none and what was said of it is one thing.
    private string? SpokenCoin(Clause clause) => _drafts.Count > 0 || clause.Unknown.Any(LooksLikeCoin) ? null
        : clause.Has(Concept.Pronoun) ? DialogueCoin() : _dialogue.Last is [{ Symbol: { } symbol }] ? symbol : null;

    private string? DialogueCoin() => _dialogue.Last.Select(draft => draft.Symbol).Where(symbol => symbol is not null).Distinct().ToList() is [var only] ? only : _dialogue.Order?.Symbol;

    private void AddConfirm(Clause clause)
    {
        if (_drafts is [.., { Path: ActionPaths.CanaryStatus }] && !_askedCanary)
        {
            _drafts.RemoveAt(_drafts.Count - 1);
            AddCanaryConfirm(clause);
            return;
        }
        if (_dialogue.Last is [.., { Path: ActionPaths.CanaryRun or ActionPaths.CanaryStatus }] && _drafts.Count == 0) AddCanaryConfirm(clause);
        else if (_headed > 1) return;
        else if (_drafts.Count == 0) _missing.Add(_dialogue.Order is { IsCanary: false } ? "dryRun" : "action");
        _order = _dialogue.Order;
    }

    private void AddCanaryConfirm(Clause clause)
    {
        var json = new JsonObject { ["scope"] = Scopes.FuturesTestnet };
        if (clause.Marks.FirstOrDefault(mark => mark.Is(Concept.CanaryId)) is { } id) json["canaryId"] = id.Raw;
        Propose(ActionPaths.CanaryConfirm, json);
    }

    private void AddStreams(Clause clause)
    {
        var coins = clause.Coins;
        if (coins.Count == 0 && (LastCoin() ?? (clause.Has(Concept.Pronoun) ? DialogueCoin() : null)) is { } last) coins = [last];
        if (clause.Has(Concept.Add)) coins = RunningStreams.NewOnes(_dialogue, coins);
        var draft = new Draft(ActionPaths.StreamsStart, new JsonObject { ["symbols"] = new JsonArray([.. coins.Select(coin => JsonValue.Create(coin))]) });
        if (coins.Count > 0) _drafts.Add(draft);
        else if (_drafts is not [.., { Path: ActionPaths.StreamsStart }]) Need("symbols", draft with { Params = [] });
    }

    private void AddTickers(Clause clause)
    {
        var coins = clause.Coins;
        if (coins.Count == 0 && (LastCoin() ?? (clause.HasAny([Concept.Pronoun]) ? DialogueCoin() : null)) is { } last) coins = [last];
        foreach (var coin in coins) Propose(ActionPaths.Ticker, new JsonObject { ["symbol"] = coin });
        if (coins.Count > 0) return;
        if (clause.HasAny([Concept.Foreign, Concept.Chatter]) || (clause.Unknown.Any() && !clause.Unknown.Any(LooksLikeCoin))) _refusal = Conversation.Refusal.OutOfScope;
        else Need("symbol", new Draft(ActionPaths.Ticker, []));
    }

    private void AddPerCoin(Clause clause)
    {
        var after = clause.Intent == ActionPaths.Fills ? TimeRange.Since(clause) : null;
        if (IsMoreOfTheSame(clause)) return;
        foreach (var coin in clause.Coins) Propose(clause.Intent!, Since(new JsonObject { ["symbol"] = coin }, after));
        if (clause.Coins.Count == 0) Propose(clause.Intent!, Since(clause.Has(Concept.Pronoun) && (_drafts.Count == 0 ? DialogueCoin() : LastCoin()) is { } about ? new JsonObject { ["symbol"] = about } : [], after));
    }

    // 'eth pozisyonumun giriş ve likidasyon fiyatı': one look shows both.
    private bool IsMoreOfTheSame(Clause clause) => clause is { Intent: ActionPaths.Positions, Joint: 1, Coins.Count: 0 } && _drafts is [.., { Path: ActionPaths.Positions, Symbol: not null }]
        && !clause.HasAny([Concept.All, Concept.Everything, Concept.Positions, Concept.Mine]);

    private static JsonObject Since(JsonObject json, string? after)
    {
        if (after is not null) json["after"] = after;
        return json;
    }

    private void AddReference(Clause clause, string path, bool? dryRun)
    {
        if (path == ActionPaths.OrderCancel && IsOfThem(clause))
        {
            AddCancelAll(clause);
            return;
        }
        var json = new JsonObject();
        var coin = clause.Coins is [var only] ? only : LastCoin() ?? DialogueCoin();
        if (coin is not null) json["symbol"] = coin;
        if (coin is not null && OrderIds.All(clause) is { Count: > 1 } ids)
        {
            foreach (var id in ids) Propose(path, new JsonObject { ["symbol"] = coin, ["orderId"] = id }, dryRun);
            return;
        }
        if (OrderIds.Find(clause) is { } orderId) json["orderId"] = orderId;
        else if (ClientIds.Find(clause) is { } clientId) json["clientOrderId"] = clientId;
        else if (_drafts.Count == 0 && !clause.Has(Concept.OneOf) && _dialogue.Last is [{ } about] && about.Symbol == coin && IsOneOrder(about)) CopyId(about, json);
        var draft = new Draft(path, json, dryRun);
        if (coin is null) Need("symbol", draft);
        if (json["orderId"] is null && json["clientOrderId"] is null) Need("orderId", draft);
        if (coin is not null && json.Count == 2) _drafts.Add(draft);
    }

    // 'cancel them' after a list of orders.
    private bool IsOfThem(Clause clause) => DialogueOrdersCoin() is not null && clause.Coins.Count == 0 && OrderIds.Find(clause) is null && !clause.Has(Concept.OneOf)
        && clause.Marks.Any(mark => Normalizer.Fold(mark.Raw) is "them" or "these" or "those" or "onlari" or "bunlari" or "sunlari");

    private static bool IsOneOrder(Draft about) => about.Path is ActionPaths.Order or ActionPaths.OrderPlace or ActionPaths.OrderCancel
        && (about.Params.ContainsKey("orderId") || about.Params.ContainsKey("clientOrderId"));

    private static void CopyId(Draft about, JsonObject json)
    {
        var name = about.Params.ContainsKey("orderId") ? "orderId" : "clientOrderId";
        json[name] = about.Params[name]!.DeepClone();
    }

    private void AddCancelAll(Clause clause)
    {
        var coins = clause.Coins;
        if (clause.Marks.Any(mark => mark.Figure is { IsWeak: false, IsPercent: false, IsPart: false } && !mark.Is(Concept.OrderId) && mark.Date is null))
        {
            Need("orderId", new Draft(ActionPaths.OrderCancel, coins is [var one] ? new JsonObject { ["symbol"] = one } : [], DryIfSaid(clause)));
            return;
        }
        if (clause.HasAny([Concept.Buy, Concept.Sell, Concept.Limit, Concept.Stop, Concept.StopMarket, Concept.StopLimit, Concept.TakeProfit, Concept.TakeProfitMarket, Concept.Part, Concept.VaguePart]))
        {
            Need("orderId", new Draft(ActionPaths.OrderCancel, coins is [var only] ? new JsonObject { ["symbol"] = only } : [], DryIfSaid(clause)));
            return;
        }
        var named = clause.HasAny(["order", "orders", Concept.OpenOrders]);
        if (coins.Count == 0 && !named && DialogueOrdersCoin() is { } about) coins = [about];
        if (coins.Count == 0 && named && (IsOfTheSame(clause) || !clause.HasAny([Concept.All, Concept.Everything])) && LastCoin() is { } same) coins = [same];
        foreach (var coin in coins) Propose(ActionPaths.OrderCancelAll, new JsonObject { ["symbol"] = coin }, DryIfSaid(clause));
        if (coins.Count == 0 && clause.Unknown.Any()) Need("symbol", new Draft(ActionPaths.OrderCancelAll, [], DryIfSaid(clause)));
        else if (coins.Count == 0) Propose(ActionPaths.OrderCancelAll, [], DryIfSaid(clause));
    }

    // 'all its orders'.
    private static bool IsOfTheSame(Clause clause) => clause.Marks.Any(mark => Normalizer.Fold(mark.Raw) is "its" or "onun" or "bunun");

    private string? DialogueOrdersCoin() => _drafts.Count == 0 && _dialogue.Last is [{ Path: ActionPaths.OpenOrders } about] ? about.Symbol : null;

    private void AddCloseEverything(Clause clause)
    {
        if (_drafts.Count == 0 && _dialogue.Last is [{ Path: ActionPaths.Positions, Symbol: { } coin }])
        {
            Propose(ActionPaths.PositionClose, new JsonObject { ["symbol"] = coin }, DryIfSaid(clause));
            return;
        }
        if (clause.HasAny([Concept.Except, Concept.Keep]) || clause.Unknown.Any())
        {
            Need("action", new Draft(ActionPaths.PositionClose, [], DryIfSaid(clause)));
            return;
        }
        Propose(ActionPaths.OrderCancelAll, [], DryIfSaid(clause));
        Propose(ActionPaths.PositionClose, [], DryIfSaid(clause));
    }

    // 'a sliver of my eth': a part that nobody knows is not the whole.
    private static bool HasUnknownPart(Clause clause)
    {
        for (var at = 0; at + 1 < clause.Marks.Count; at++)
        {
            if (clause.Marks[at].IsUnknown && Normalizer.Fold(clause.Marks[at + 1].Raw) is "of") return true;
        }
        return false;
    }

    private void AddClose(Clause clause)
    {
        var fraction = Fractions.Of(clause);
        var all = clause.HasAny([Concept.All, Concept.Everything]) && clause.HasAny(["positions", Concept.Everything, Concept.Position]) && (fraction is null || IsEachInPart(clause));
        List<string?> coins = [.. clause.Coins];
        if (coins.Count == 0 && (LastCoin() ?? CloseCoin(clause)) is { } about) coins = [about];
        if (coins.Count == 0 && !(all && IsEvery(clause) && !clause.Unknown.Any()))
        {
            var partial = new JsonObject();
            if (fraction is { } part and < 1) partial["fraction"] = part;
            Need("symbol", new Draft(ActionPaths.PositionClose, partial, DryIfSaid(clause)));
            return;
        }
        if (coins.Count == 0) coins.Add(null);
        if (IsChoice(clause) || clause.HasAny([Concept.Limit, Concept.Stop, Concept.TakeProfit]) || (clause.Coins.Count == 0 && clause.HasAny([Concept.Buy, Concept.Sell, Concept.Loss, Concept.Profit, Concept.Date])))
        {
            Need("symbol", new Draft(ActionPaths.PositionClose, [], DryIfSaid(clause)));
            return;
        }
        foreach (var coin in coins)
        {
            var json = new JsonObject();
            if (coin is not null) json["symbol"] = coin;
            if (fraction is { } part and > 0 and < 1) json["fraction"] = part;
            if (fraction is <= 0 or > 1 || (fraction is null && (HasUnknownPart(clause) || clause.Has(Concept.VaguePart)))) Need("fraction", new Draft(ActionPaths.PositionClose, json, DryIfSaid(clause)));
            else Propose(ActionPaths.PositionClose, json, DryIfSaid(clause));
        }
    }

    // 'btc or eth', 'btc yerine eth': one of two.
    private static bool IsChoice(Clause clause)
    {
        var coins = Enumerable.Range(0, clause.Marks.Count).Where(at => clause.Marks[at].Coin is not null).ToList();
        return coins.Zip(coins.Skip(1)).Any(pair => clause.Marks[pair.First].Coin != clause.Marks[pair.Second].Coin
            && clause.Marks.Skip(pair.First + 1).Take(pair.Second - pair.First - 1).Any(mark => mark.IsAny(["or", Concept.Except, Concept.Declining])));
    }

    // 'reduce every position by 50%', 'bütün pozisyonların yarısını kapat': a part of each, and not 'the half of it all'.
    private static bool IsEachInPart(Clause clause) => clause.Marks.Any(mark => mark.Is(Concept.All) && Normalizer.Fold(mark.Raw) is "every" or "each" or "butun" or "tum" or "her" or "hepsini")
        && clause.Has(Concept.Position) && clause.Coins.Count == 0;

    // 'the whole position' is one; 'all positions' are all.
    private static bool IsEvery(Clause clause) => clause.HasAny(["positions", Concept.Everything])
        || clause.Marks.Any(mark => mark.Is(Concept.All) && Normalizer.Fold(mark.Raw) is not ("entire" or "whole" or "tamami" or "tamamini" or "komple"));

    private string? CloseCoin(Clause clause)
    {
        if (_drafts.Count > 0) return null;
        if (clause.Has("positions") && clause.Has(Concept.All)) return null;
        var aboutPosition = _dialogue.Last is [{ Path: ActionPaths.Positions, Symbol: not null }];
        return aboutPosition || clause.Has(Concept.Pronoun) || !clause.Has(Concept.Position) ? DialogueCoin() : null;
    }

    private void AddLeverage(Clause clause)
    {
        var json = new JsonObject();
        var coin = clause.Coins is [var only] ? only : LastCoin();
        if (coin is not null) json["symbol"] = coin;
        var isAlone = !clause.HasAny([Concept.Buy, Concept.Sell]);
        var numbers = !isAlone && Leverages.Find(clause) is { } named ? [named]
            : isAlone && Leverages.Target(clause) is { } target ? [target]
            : Leverages.Numbers(clause.Marks);
        if (numbers is [var leverage] && leverage == decimal.Floor(leverage) && leverage > 0) json["leverage"] = leverage;
        else numbers = [];
        if (clause.Coins.Count > 1 && numbers is [var shared] && !clause.HasAny([Concept.Buy, Concept.Sell]))
        {
            foreach (var one in clause.Coins) Propose(ActionPaths.LeverageSet, new JsonObject { ["symbol"] = one, ["leverage"] = shared }, DryIfSaid(clause));
            return;
        }
        var draft = new Draft(ActionPaths.LeverageSet, json, DryIfSaid(clause));
        if (coin is null) Need("symbol", draft);
        if (numbers.Count != 1) Need("leverage", draft);
        if (coin is not null && numbers.Count == 1) _drafts.Add(draft);
    }

    private void AddRecord(Clause clause)
    {
        var numbers = clause.Marks.Where(mark => mark.Figure is { IsWeak: false, IsPercent: false }).Select(mark => mark.Figure!.Value).ToList();
        if (numbers is not [var said])
        {
            Need("pnl", new Draft(ActionPaths.RecordPnl, [], DryIfSaid(clause)));
            return;
        }
        var isLoss = clause.Has(Concept.Loss) && !(clause.Has(Concept.Profit) && clause.Has(Concept.Pnl));
        Propose(ActionPaths.RecordPnl, new JsonObject { ["pnl"] = isLoss && said > 0 ? -said : said }, DryIfSaid(clause));
    }

    private void AddLab(Clause clause)
    {
        var (draft, missing) = StrategyWishes.Of(clause);
        foreach (var name in missing) Need(name, draft);
        if (missing.Count == 0) _drafts.Add(draft);
    }

    private static bool? DryIfSaid(Clause clause) => WordsOfMode.Of(clause) == Mode.Dry ? true : null;

    private void Propose(string path, JsonObject json, bool? dryRun = null) => _drafts.Add(new Draft(path, json, dryRun));

    private void Need(string name, Draft draft)
    {
        _missing.Add(name);
        _incomplete = draft;
    }
}
