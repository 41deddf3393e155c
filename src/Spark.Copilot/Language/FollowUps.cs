using System.Text.Json.Nodes;
using Spark.Domain.Orders;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Language;

/// <summary>Messages that lean on the one before: an answer to a question, a change of an order, the same for another coin.</summary>
internal static class FollowUps
{
    public static Wishes? Read(Clause whole, IReadOnlyList<Clause> clauses, Dialogue dialogue, PositionLimits limits)
    {
        var headed = clauses.Where(clause => clause.Intent is not null).ToList();
        if (headed.Exists(clause => !IsFragment(clause, dialogue, limits))) return null;
        if (whole.HasAny([Concept.Chatter, Concept.Foreign])) return null;
        var found = StopOf(whole, dialogue) ?? ModeOf(whole, dialogue) ?? NumberOf(whole, dialogue) ?? AnswerTo(whole, dialogue) ?? ChangeOf(whole, dialogue, limits) ?? SameFor(whole, dialogue);
        return found is { Reading: Reading.Actions actions } && actions.Drafts.Any(Doubts.ChangesSomething) && IsUnsure(whole) ? new Wishes(new Reading.Ask(["action"])) : found;
    }

    // 'is it live?', 'wait 5 minutes', 'price is 65000 now': an answer that changes something is one and nothing else.
    private static bool IsUnsure(Clause whole) => whole.HasAny(["?", Concept.Query, Concept.Past, Concept.Doubt, Concept.Why, Concept.Refused]) || whole.Unknown.Any() || Declined.IsInDoubt(whole)
        || whole.Marks.Any(mark => Normalizer.Fold(mark.Raw) is "minute" or "minutes" or "min" or "mins" or "second" or "seconds" or "sec" or "hour" or "hours" or "dakika" or "saniye" or "saat" or "like" or "think");

    // An order without its coin, while another one is open, changes that one; 'confirm' is a wish of its own unless it says 'for real'.
    private static bool IsFragment(Clause clause, Dialogue dialogue, PositionLimits limits)
    {
        if (dialogue.Last is [.., { Path: ActionPaths.StreamsStart }] && clause.Intent is ActionPaths.PositionClose or ActionPaths.OrderCancel) return clause.Coins.Count == 0 && !clause.HasAny([Concept.Order, Concept.Position]);
        if (clause.Intent == ActionPaths.StrategyDeploy) return dialogue.Order is not null && !clause.Has(Concept.Strategy);
        if (clause.Intent == Intents.Confirm) return dialogue.Order is { IsCanary: false } && clause.Has(Concept.Live);
        if (clause.Intent == ActionPaths.Ticker) return clause.Has(Concept.At) && clause.Has(Concept.Number) && dialogue.Order is not null;
        if (clause.Intent == ActionPaths.OpenOrders) return dialogue.Order is not null && clause.Coins.Count == 0 && clause.HasAny([Concept.Gtc, Concept.Ioc, Concept.Fok, Concept.Gtx]) && !clause.HasAny([Concept.Show, Concept.Query]);
        if (!clause.IsOrder || dialogue.Order is null || clause.Has(Concept.Canary)) return false;
        var slots = OrderReader.Read(clause, limits);
        return slots.Symbol is null && clause.Coins.Count == 0 && !(slots.Side is not null && slots.HasSize && dialogue.Missing.Count == 0);
    }

    // 'simulate it' after a close was proposed, 'now for real' after it was simulated.
    private static Wishes? ModeOf(Clause whole, Dialogue dialogue)
    {
        if (dialogue.Order is not null || dialogue.Missing.Count > 0 || dialogue.Last is not [var last] || whole.Unknown.Any() || whole.Coins.Count > 0 || whole.Has(Concept.Number)) return null;
        if (!ActionCatalogue.TryFind(last.Path, out var definition) || definition.Effect.IsHarmless() || last.Path is ActionPaths.OrderPlace or ActionPaths.BreakerOpen or ActionPaths.CanaryConfirm) return null;
        return WordsOfMode.Of(whole) switch
        {
            Mode.Dry => new Wishes(new Reading.Actions([last with { DryRun = true }])),
            Mode.Live => new Wishes(new Reading.Actions([last with { DryRun = null }])),
            _ => null,
        };
    }

    // 'make it 2' after a leverage, 'a third of it' after a close.
    private static Wishes? NumberOf(Clause whole, Dialogue dialogue)
    {
        if (dialogue.Order is not null || dialogue.Missing.Count > 0 || dialogue.Last is not [var last] || whole.Unknown.Any() || whole.Coins.Count > 0) return null;
        var json = (JsonObject)last.Params.DeepClone();
        if (last.Path == ActionPaths.PositionClose && Fractions.Of(whole) is > 0 and < 1 and var part)
        {
            json["fraction"] = part;
            return new Wishes(new Reading.Actions([last with { Params = json }]));
        }
        if (OnlyFigure(whole) is not { } figure) return null;
        switch (last.Path)
        {
            case ActionPaths.LeverageSet: json["leverage"] = figure.Value; break;
            case ActionPaths.RecordPnl: json["pnl"] = figure.Value > 0 && !whole.Has(Concept.Profit) && (whole.Has(Concept.Loss) || (decimal?)json["pnl"] < 0) ? -figure.Value : figure.Value; break;
            default: return null;
        }
        return new Wishes(new Reading.Actions([last with { Params = json }]));
    }

    // 'stop it' after a stream was started.
    private static Wishes? StopOf(Clause whole, Dialogue dialogue) =>
        dialogue.Last is [.., { Path: ActionPaths.StreamsStart }] && dialogue.Missing.Count == 0 && whole.HasAny(["stop", Concept.Close, Concept.Cancel]) && whole.Coins.Count == 0 && !whole.Unknown.Any()
        && !whole.HasAny([Concept.Order, Concept.Orders, Concept.Position, Concept.Everything])
            ? new Wishes(new Reading.Actions([new Draft(ActionPaths.StreamsStop, [])])) : null;

    private static Wishes? AnswerTo(Clause whole, Dialogue dialogue)
    {
        if (dialogue.Incomplete is not { } draft) return null;
        var json = (JsonObject)draft.Params.DeepClone();
        var filled = false;
        foreach (var name in dialogue.Missing) filled |= Fill(json, name, whole);
        if (!filled) return null;
        var missing = dialogue.Missing.Where(name => !json.ContainsKey(name)).ToList();
        var changed = draft with { Params = json };
        return missing.Count > 0 ? new Wishes(new Reading.Ask(missing), null, changed) : new Wishes(new Reading.Actions([changed]));
    }

    private static bool Fill(JsonObject json, string name, Clause whole)
    {
        JsonNode? value = name switch
        {
            "symbol" when whole.Coins is [var coin] => coin,
            "symbols" when whole.Coins.Count > 0 => new JsonArray([.. whole.Coins.Select(coin => JsonValue.Create(coin))]),
            "orderId" when OrderIds.Find(whole) is { } id => id,
            "leverage" when OnlyFigure(whole) is { } figure => figure.Value,
            "pnl" when OnlyFigure(whole) is { } figure => whole.Has(Concept.Loss) && figure.Value > 0 ? -figure.Value : figure.Value,
            "interval" when Intervals.Find(whole) is { } interval => interval,
            _ => null,
        };
        if (value is null) return false;
        json[name] = value;
        return true;
    }

    private static Wishes? ChangeOf(Clause whole, Dialogue dialogue, PositionLimits limits)
    {
        if (dialogue.Order is not { } order) return null;
        var said = OrderReader.Read(whole, limits);
        if (whole.Coins.Count > 1 || whole.HasAny([Concept.Stream, Concept.Position, Concept.Leverage])) return null;
        var changed = Changed(order, said, whole, dialogue, out var unsure);
        if (unsure) return new Wishes(new Reading.Ask(["quantity"]), order);
        if (changed == order with { Loose = [], Conflicts = false, ClientOrderId = changed.ClientOrderId }) return null;
        changed = changed with { Loose = [] };
        var missing = changed.Missing();
        return missing.Count > 0 ? new Wishes(new Reading.Ask(missing), changed) : new Wishes(new Reading.Actions([OrderDrafts.Of(changed)]), changed);
    }

    private static OrderSlots Changed(OrderSlots order, OrderSlots said, Clause whole, Dialogue dialogue, out bool unsure)
    {
        unsure = said.Conflicts && whole.Coins.Count <= 1 && !(whole.Has(Concept.Buy) && whole.Has(Concept.Sell)) && said.Loose.Count > 0;
        var changed = order with
        {
            Symbol = said.Symbol ?? order.Symbol,
            Side = said.Side ?? order.Side,
            ReduceOnly = said.ReduceOnly || order.ReduceOnly,
            TimeInForce = said.TimeInForce ?? order.TimeInForce,
            ClientOrderId = said.ClientOrderId,
            Live = (said.Live || (order.Live && !whole.Has(Concept.Same))) && !said.SaysDry,
            StopPrice = said.StopPrice ?? order.StopPrice,
            Price = said.Price ?? order.Price,
            Type = TypeOf(order, said),
            Conflicts = false,
            Loose = [],
        };
        if (changed.EffectiveType == OrderType.Market) changed = changed with { Price = null, StopPrice = null };
        if (PartOfIt(whole) is { } part) return changed with { Quantity = order.Quantity * part, Notional = order.Notional * part };
        if (said.Notional is { } notional) changed = changed with { Notional = notional, Quantity = null };
        else if (said.Quantity is { } number) changed = WithNumber(changed, number, whole, dialogue, ref unsure) with { IsDoubtful = said.IsDoubtful };
        return Scaled(changed, whole);
    }

    // 'limit 138,6 olsun' of an order with a trigger: that one's price.
    private static OrderType? TypeOf(OrderSlots order, OrderSlots said) => (order.EffectiveType, said.Type) switch
    {
        (OrderType.Stop or OrderType.StopMarket, OrderType.Limit) when said.Price is not null && said.StopPrice is null => OrderType.Stop,
        (OrderType.TakeProfit or OrderType.TakeProfitMarket, OrderType.Limit) when said.Price is not null && said.StopPrice is null => OrderType.TakeProfit,
        _ => said.Type ?? order.Type,
    };

    // A number alone goes to what was asked for; else to whichever of size and price it is closer to, when that is clear.
    private static OrderSlots WithNumber(OrderSlots order, decimal number, Clause whole, Dialogue dialogue, ref bool unsure)
    {
        var bare = !whole.HasAny([Concept.Unit, Concept.Quantity, Concept.Coin]);
        if (dialogue.Missing is [var only] && bare)
        {
            return only switch
            {
                "price" => order with { Price = number },
                "stopPrice" => order with { StopPrice = number },
                _ => order with { Quantity = number, Notional = null },
            };
        }
        if (bare && order is { Notional: not null, Price: null }) return order with { Notional = number };
        if (!bare || order.Price is not { } price || order.Quantity is not { } quantity) return order with { Quantity = number, Notional = null };
        var toPrice = Distance(number, price);
        var toQuantity = Distance(number, quantity);
        unsure |= Math.Max(toPrice, toQuantity) < 5 || Math.Min(toPrice, toQuantity) > 3;
        return toPrice < toQuantity ? order with { Price = number } : order with { Quantity = number };
    }

    private static double Distance(decimal one, decimal other) => one <= 0 || other <= 0 ? double.MaxValue : Math.Exp(Math.Abs(Math.Log((double)(one / other))));

    // 'half of it', 'onun yarısı': a part of what was said, and no size by itself.
    private static decimal? PartOfIt(Clause whole) => whole.Coins.Count == 0 && !whole.HasAny([Concept.Unit, Concept.Dollar])
        && whole.Marks.FirstOrDefault(mark => mark.Figure is { IsPart: true }) is { Figure: { } figure } mark
        && (whole.Has(Concept.Pronoun) || Normalizer.Fold(mark.Raw).StartsWith("yaris", StringComparison.Ordinal) || mark.Suffix.Length > 0) ? figure.Value : null;

    private static OrderSlots Scaled(OrderSlots order, Clause whole)
    {
        var factor = whole.Has(Concept.Double) ? 2m : whole.Has(Concept.Halve) ? 0.5m : 1m;
        return factor == 1 ? order : order with { Quantity = order.Quantity * factor, Notional = order.Notional * factor };
    }

    private static Wishes? SameFor(Clause whole, Dialogue dialogue)
    {
        if (whole.Coins.Count == 0 || whole.Unknown.Any() || dialogue.Last is not [.., var last]) return null;
        if (last.Path == ActionPaths.StreamsStart)
        {
            return new Wishes(new Reading.Actions([new Draft(last.Path, new JsonObject { ["symbols"] = new JsonArray([.. RunningStreams.NewOnes(dialogue, whole.Coins).Select(coin => JsonValue.Create(coin))]) })]));
        }
        if (last.Symbol is null) return null;
        var drafts = whole.Coins.Select(coin => last with { Params = With(last.Params, coin), DryRun = last.Path == ActionPaths.OrderPlace ? WordsOfMode.Of(whole) != Mode.Live : last.DryRun }).ToList();
        return new Wishes(new Reading.Actions(drafts));
    }

    private static JsonObject With(JsonObject json, string coin)
    {
        var changed = (JsonObject)json.DeepClone();
        changed["symbol"] = coin;
        return changed;
    }

    private static Figure? OnlyFigure(Clause whole) =>
        whole.Marks.Where(mark => mark.Figure is { IsWeak: false, IsPercent: false }).Select(mark => mark.Figure!).ToList() is [var only] ? only : null;
}
