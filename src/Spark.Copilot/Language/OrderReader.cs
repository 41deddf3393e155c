using Spark.Domain.Orders;

namespace Spark.Copilot.Language;

/// <summary>Reads a clause as an order: each number gets the role that its neighbours give it.</summary>
internal static class OrderReader
{
    private static readonly string[] Sized = [Concept.Unit, Concept.Quantity];

    private static readonly string[] Conditions = [Concept.Rises, Concept.Falls, "atTrigger"];

    private static readonly string[] StopWords = [Concept.Stop, Concept.StopMarket, Concept.TakeProfit, Concept.TakeProfitMarket];

    /// <param name="clause">The clause.</param>
    /// <param name="limits">Largest position per symbol, which tells 1.000 from 1000 where a person's convention is unsure.</param>
    public static OrderSlots Read(Clause clause, PositionLimits limits)
    {
        var marks = clause.Marks;
        var slots = new OrderSlots
        {
            Side = SideOf(clause),
            Symbol = clause.Coins is [var only] ? only : null,
            ReduceOnly = clause.Has(Concept.ReduceOnly),
            IsCanary = clause.Has(Concept.Canary),
            TimeInForce = TimeInForceOf(clause),
            ClientOrderId = ClientIds.Find(clause),
            Conflicts = clause.Coins.Count > 1 || Sides(clause) is (true, true),
        };
        (slots, var loose) = ReadFigures(marks, slots, limits);
        if (loose.Count > 0 && IsTorn(marks)) slots = slots with { Conflicts = true };
        slots = slots with { Loose = [.. loose.Select(at => marks[at].Figure!)] };
        if (loose is [var first, var second] && !slots.HasSize && slots.Price is null) slots = SplitByLimit(marks, first, second, slots);
        slots = WithType(clause, PlaceLoose(slots, clause));
        return WithMode(clause, slots);
    }

    private static Side? SideOf(Clause clause) => Sides(clause) switch
    {
        (true, false) => Side.Buy,
        (false, true) => Side.Sell,
        _ => null,
    };

    // 'my short' is what is held, and no wish to sell.
    private static (bool Buy, bool Sell) Sides(Clause clause)
    {
        // What was done is no wish, unless the person supposes it: 'what if I sold 2 bnb?'.
        var supposes = clause.Has(Concept.Dry);
        var (buy, sell) = (supposes && clause.Has(Concept.PastBuy), supposes && clause.Has(Concept.PastSell));
        for (var at = 0; at < clause.Marks.Count; at++)
        {
            var mark = clause.Marks[at];
            if (HeldSides.IsOne(clause.Marks, at)) continue;
            buy |= mark.Is(Concept.Buy);
            sell |= mark.Is(Concept.Sell);
        }
        return (buy, sell);
    }

    private static (OrderSlots Slots, List<int> Loose) ReadFigures(IReadOnlyList<Mark> marks, OrderSlots slots, PositionLimits limits)
    {
        var loose = new List<int>();
        var scene = Scene.Of(marks);
        for (var at = 0; at < marks.Count; at++)
        {
            if (marks[at].Figure is not { } figure) continue;
            var role = RoleOf(marks, at, figure, scene);
            if (role is FigureRole.None) continue;
            if (role is FigureRole.Unclear) slots = slots with { IsDoubtful = true };
            else if (role is FigureRole.Loose) loose.Add(at);
            else slots = Fill(slots, role, figure, limits);
        }
        return (slots, loose);
    }

    private static OrderSlots Fill(OrderSlots slots, FigureRole role, Figure figure, PositionLimits limits) => role switch
    {
        FigureRole.Quantity when slots.HasSize => slots with { Conflicts = true },
        FigureRole.Quantity => slots with { Quantity = figure.Value, IsDoubtful = slots.IsDoubtful || limits.IsDoubtful(slots.Symbol, figure) },
        FigureRole.Notional when slots.HasSize => slots with { Conflicts = true },
        FigureRole.Notional => slots with { Notional = figure.Value },
        FigureRole.Price when slots.Price is not null => slots with { Conflicts = true },
        FigureRole.Price => slots with { Price = figure.Value },
        FigureRole.Stop when slots.StopPrice is not null => slots with { Conflicts = true },
        _ => slots with { StopPrice = figure.Value },
    };

    // What else the clause says, which decides where one number's neighbours leave room.
    private readonly record struct Scene(bool HasCondition, bool HasStopWords, bool HasSize)
    {
        public static Scene Of(IReadOnlyList<Mark> marks)
        {
            var scene = new Scene(false, marks.Any(mark => mark.IsAny(StopWords) || mark.IsAny([Concept.StopLimit, Concept.TakeProfitLimit])), false);
            for (var at = 0; at < marks.Count; at++)
            {
                if (marks[at].Figure is null) continue;
                scene = scene with
                {
                    HasCondition = scene.HasCondition || IsTrigger(Neighbours.Before(marks, at)) || BehindNumber(marks, at)?.IsAny(Conditions) == true || OpensCondition(marks, Neighbours.Before(marks, at)),
                    HasSize = scene.HasSize || IsAdjacent(marks, at),
                };
            }
            return scene;
        }

        private static Mark? BehindNumber(IReadOnlyList<Mark> marks, int at) =>
            Neighbours.After(marks, at) is { } after ? after.Is(Concept.Dollar) ? Neighbours.After(marks, marks.IndexOf(after)) : after : null;
    }

    private static FigureRole RoleOf(IReadOnlyList<Mark> marks, int at, Figure figure, Scene scene)
    {
        var before = Neighbours.Before(marks, at);
        var after = Neighbours.After(marks, at);
        if (figure.IsPercent || IsShareOfMine(marks, at, figure)) return FigureRole.None;
        if (Leverages.IsOne(marks, at)) return FigureRole.None;
        if (before?.Is(Concept.ClientId) == true || before?.Is("id") == true) return FigureRole.None;
        var dollars = figure.IsMoney || after?.Is(Concept.Dollar) == true;
        var suffix = dollars && !figure.IsMoney ? after!.Suffix : marks[at].Suffix;
        var behind = dollars && !figure.IsMoney ? Neighbours.After(marks, marks.IndexOf(after!)) : after;
        if (IsTrigger(before) || OpensCondition(marks, before) || behind?.IsAny(Conditions) == true) return FigureRole.Stop;
        if (Suffixes.IsFrom(suffix)) return FigureRole.Price;
        if ((Suffixes.IsTo(suffix) || Suffixes.IsAt(suffix)) && scene.HasStopWords && !scene.HasCondition) return FigureRole.Stop;
        if ((Suffixes.IsTo(suffix) || Suffixes.IsAt(suffix)) && scene.HasSize && !IsAdjacent(marks, at)) return scene.HasStopWords ? FigureRole.Loose : FigureRole.Price;
        if (dollars) return before is not null && IsPriceWord(before) ? FigureRole.Price : FigureRole.Notional;
        if (at + 2 < marks.Count && marks[at + 1].IsUnknown && marks[at + 2].Coin is not null && !figure.IsWeak) return FigureRole.Unclear;
        if (IsSizedBy(after)) return figure.IsWeak && !IsAdjacent(marks, at) ? FigureRole.None : FigureRole.Quantity;
        if (before?.IsAny(StopWords) == true && !scene.HasCondition) return FigureRole.Stop;
        if (before is not null && IsPriceWord(before)) return FigureRole.Price;
        if (figure.IsWeak) return FigureRole.None;
        var isSized = before?.IsAny(Sized) == true && Neighbours.Before(marks, marks.IndexOf(before))?.Figure is null;
        if (isSized) return FigureRole.Quantity;
        if (after?.Is(Concept.Price) == true && after.Is(Concept.At)) return FigureRole.Price;
        if (after?.Is(Concept.Each) == true && scene.HasSize && !IsAdjacent(marks, at)) return FigureRole.Price;
        return FigureRole.Loose;
    }

    // 'tetik 60.000', and not '60.000 tetikle 0,002': there the number stands before its word.
    private static bool IsTrigger(Mark? before) => before?.Is(Concept.Trigger) == true && !before.Is("atTrigger");

    private static bool IsPriceWord(Mark before) => before.Is(Concept.At) || before.Is(Concept.Price) || before.Is(Concept.Limit);

    // 'drops to 62000', and not '62 bine düşerse 0,001': there the condition has its number already.
    private static bool OpensCondition(IReadOnlyList<Mark> marks, Mark? before) =>
        before?.IsAny(Conditions) == true && Level(marks, Neighbours.Before(marks, marks.IndexOf(before)))?.Figure is null;

    // '120 dolara gelince': the number stands before its money.
    private static Mark? Level(IReadOnlyList<Mark> marks, Mark? before) => before?.Is(Concept.Dollar) == true ? Neighbours.Before(marks, marks.IndexOf(before)) : before;

    private static bool IsSizedBy(Mark? after) => after is not null && (after.Coin is not null || after.Is(Concept.Unit));

    private static bool IsAdjacent(IReadOnlyList<Mark> marks, int at) => at + 1 < marks.Count && IsSizedBy(marks[at + 1]);

    // Half of what I have is a close, not an order of 0.5; the person is asked.
    private static bool IsShareOfMine(IReadOnlyList<Mark> marks, int at, Figure figure) => figure.IsPart
        && ((at + 1 < marks.Count && marks[at + 1].Is(Concept.Mine)) || Normalizer.Fold(marks[at].Raw).StartsWith("yaris", StringComparison.Ordinal));

    // 'limit 64000 btc 0.002': by the word before it a price, by the coin behind it a size; with a second number about, nobody can tell.
    private static bool IsTorn(IReadOnlyList<Mark> marks)
    {
        for (var at = 0; at < marks.Count; at++)
        {
            if (marks[at].Figure is { } sized && IsSizedBy(Neighbours.After(marks, at)) && !IsDwarfed(marks, sized) && Neighbours.Before(marks, at) is { } before && IsPriceWord(before)) return true;
        }
        return false;
    }

    // 'limit 0.02 btc 71,250': what is a hundred times smaller than the other is the size.
    private static bool IsDwarfed(IReadOnlyList<Mark> marks, Figure sized) =>
        marks.Any(mark => mark.Figure is { IsWeak: false, IsPercent: false } other && other.Value >= sized.Value * 100) && sized.Value < 1;

    // '63,5k limit alış 0,003': the number before 'limit' is its price, the other one the size.
    private static OrderSlots SplitByLimit(IReadOnlyList<Mark> marks, int first, int second, OrderSlots slots)
    {
        var (firstPrices, secondPrices) = (IsBeforeLimit(marks, first), IsBeforeLimit(marks, second));
        if (firstPrices == secondPrices) return slots;
        var (price, size) = firstPrices ? (first, second) : (second, first);
        return slots with { Price = marks[price].Figure!.Value, Quantity = marks[size].Figure!.Value, Loose = [] };
    }

    private static bool IsBeforeLimit(IReadOnlyList<Mark> marks, int at) => Neighbours.After(marks, at)?.Is(Concept.Limit) == true;

    private static OrderSlots PlaceLoose(OrderSlots slots, Clause clause)
    {
        var loose = slots.Loose.ToList();
        if (!slots.HasSize && loose.Count > 1) return slots with { Conflicts = true };
        if (!slots.HasSize && loose.Count > 0)
        {
            slots = slots with { Quantity = loose[0].Value };
            loose.RemoveAt(0);
        }
        if (loose.Count > 0 && slots.Price is null && clause.Has(Concept.Limit))
        {
            slots = slots with { Price = loose[0].Value };
            loose.RemoveAt(0);
        }
        return slots with { Loose = loose, Conflicts = slots.Conflicts || loose.Count > 0 };
    }

    private static OrderSlots WithType(Clause clause, OrderSlots slots)
    {
        if (SaidType(clause, slots) is not { } type) return slots.StopPrice is null ? WithPriced(clause, slots) : WithCondition(clause, slots);
        var moved = slots.StopPrice is null && slots.Price is not null && !type.IsPriced();
        return slots with { Type = type, StopPrice = moved ? slots.Price : slots.StopPrice, Price = moved ? null : slots.Price };
    }

    private static OrderType? SaidType(Clause clause, OrderSlots slots)
    {
        var priced = clause.Has(Concept.Limit) || (slots.Price is not null && slots.StopPrice is not null);
        if (clause.Has(Concept.TakeProfitLimit)) return OrderType.TakeProfit;
        if (clause.Has(Concept.TakeProfitMarket)) return OrderType.TakeProfitMarket;
        if (clause.Has(Concept.TakeProfit)) return priced ? OrderType.TakeProfit : OrderType.TakeProfitMarket;
        if (clause.Has(Concept.StopLimit)) return OrderType.Stop;
        if (clause.Has(Concept.StopMarket)) return OrderType.StopMarket;
        if (clause.Has(Concept.Stop)) return priced ? OrderType.Stop : OrderType.StopMarket;
        return null;
    }

    private static OrderSlots WithPriced(Clause clause, OrderSlots slots)
    {
        var patient = slots.TimeInForce is not null and not TimeInForce.GoodTillCancel;
        if (clause.Has(Concept.Limit) || slots.Price is not null || patient)
        {
            var torn = clause.Has(Concept.Market) && !clause.Has(Concept.Limit) && slots.Price is not null;
            return slots with { Type = OrderType.Limit, Conflicts = slots.Conflicts || torn };
        }
        return clause.Has(Concept.Market) ? slots with { Type = OrderType.Market } : slots;
    }

    // On the exchange a sell below the market is a stop and above it takes profit; a buy the other way round.
    private static OrderSlots WithCondition(Clause clause, OrderSlots slots)
    {
        var falls = clause.Has(Concept.Falls);
        if (slots.Side is not { } side || falls == clause.Has(Concept.Rises)) return slots with { Conflicts = true };
        var isStop = (side == Side.Sell) == falls;
        var priced = clause.Has(Concept.Limit) || slots.Price is not null;
        return slots with
        {
            Type = (isStop, priced) switch
            {
                (true, true) => OrderType.Stop,
                (true, false) => OrderType.StopMarket,
                (false, true) => OrderType.TakeProfit,
                _ => OrderType.TakeProfitMarket,
            },
        };
    }

    private static TimeInForce? TimeInForceOf(Clause clause) => clause switch
    {
        _ when clause.Has(Concept.Fok) => TimeInForce.FillOrKill,
        _ when clause.Has(Concept.Ioc) => TimeInForce.ImmediateOrCancel,
        _ when clause.Has(Concept.Gtx) => TimeInForce.PostOnly,
        _ when clause.Has(Concept.Gtc) => TimeInForce.GoodTillCancel,
        _ => null,
    };

    private static OrderSlots WithMode(Clause clause, OrderSlots slots)
    {
        var mode = WordsOfMode.Of(clause);
        return slots with { Live = mode == Mode.Live, SaysDry = mode == Mode.Dry };
    }
}
