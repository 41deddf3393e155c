using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;
using Spark.Copilot.Language;
using Spark.Domain.Orders;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Agent;

/// <summary>
/// Traces every symbol, side, number and name of a draft to the person's words, to the conversation, to the exchange's data of this turn, or
/// to a default of the contract. What can't be traced is nobody's wish: the draft is refused.
/// </summary>
internal sealed class Grounding
{
    private const string Words = "words";
    private const string Conversation = "conversation";
    private const string Exchange = "exchange";
    private const string Default = "default";

    private readonly Heard _heard;
    private readonly List<JsonObject> _drafts;
    private readonly Lazy<List<Spoken>> _earlier;
    private readonly List<JsonObject> _results;

    /// <param name="heard">The message.</param>
    /// <param name="earlier">What the person said before, read only when the message doesn't say it.</param>
    /// <param name="results">Answers of the executor in this turn.</param>
    public Grounding(Heard heard, Func<List<Spoken>> earlier, IEnumerable<JsonObject> results)
    {
        (_heard, _earlier, _results) = (heard, new Lazy<List<Spoken>>(earlier), [.. results]);
        _drafts = [.. heard.Before.Last.Select(draft => draft.Params)];
        if (heard.Before.Incomplete is { } incomplete) _drafts.Add(incomplete.Params);
        if (heard.Before.Order is { } order) _drafts.Add(Params(order));
    }

    /// <summary>Where each param comes from; a param that comes from nowhere is missing from it and named in the second.</summary>
    public (IReadOnlyDictionary<string, string> Provenance, IReadOnlyList<string> Untraced) Trace(ActionCard card)
    {
        var provenance = new Dictionary<string, string>(StringComparer.Ordinal);
        var untraced = new List<string>();
        foreach (var (name, value) in card.Params)
        {
            if (value is null) continue;
            if (SourceOf(name, value, card) is { } source) provenance[name] = source;
            else untraced.Add(name);
        }
        if (!SaysAction(card)) untraced.Add("action");
        else if (IsOfEverything(card) && !SaysEverything(card)) untraced.Add("symbol");
        return (provenance, untraced);
    }

    // An action that touches orders or settings has to be named by the person, or be what the conversation is about.
    private bool SaysAction(ActionCard card) => !Meanings.TryGetValue(card.Action, out var concepts) || Array.Exists(concepts, _heard.Said.Has)
        || _heard.Before.Incomplete?.Path == card.Action || _heard.Before.Last.Any(draft => draft.Path == card.Action)
        || (_heard.Reading is Reading.Actions actions && actions.Drafts.Any(draft => draft.Path == card.Action));

    private static bool IsOfEverything(ActionCard card) => card.Action is ActionPaths.OrderCancelAll or ActionPaths.PositionClose && !card.Params.ContainsKey("symbol");

    private bool SaysEverything(ActionCard card) => Array.Exists(Wholes, _heard.Said.Has)
        || (_heard.Reading is Reading.Actions actions && actions.Drafts.Any(draft => draft.Path == card.Action && draft.Symbol is null));

    private static readonly string[] Wholes = [Concept.All, Concept.Everything, Concept.Orders, Concept.Positions, Concept.OpenOrders];

    private static readonly FrozenDictionary<string, string[]> Meanings = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [ActionPaths.OrderPlace] = [Concept.Buy, Concept.Sell, Concept.Order, Concept.Limit, Concept.Market, Concept.Stop, Concept.TakeProfit, Concept.Live, Concept.Same, Concept.Edit, Concept.Number, Concept.Coin, Concept.Pronoun],
        [ActionPaths.OrderCancel] = [Concept.Cancel, Concept.Close],
        [ActionPaths.OrderCancelAll] = [Concept.Cancel, Concept.Close],
        [ActionPaths.PositionClose] = [Concept.Close, Concept.Sell, "reduceVerb", "off", Concept.Reset],
        [ActionPaths.LeverageSet] = [Concept.Leverage, Concept.Multiple],
        [ActionPaths.BreakerClose] = ["breaker"],
        [ActionPaths.RecordPnl] = ["record", Concept.Pnl, Concept.Loss, Concept.Profit],
        [ActionPaths.StrategyDeploy] = ["deploy", Concept.Strategy],
        [ActionPaths.CanaryConfirm] = [Concept.Canary, Concept.CanaryId, Concept.Confirm],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private string? SourceOf(string name, JsonNode value, ActionCard card) => name switch
    {
        "scope" => Default,
        "symbols" => value is JsonArray symbols ? Weakest(symbols.Select(symbol => SymbolOf(symbol?.ToString() ?? ""))) : null,
        "symbol" => SymbolOf(value.ToString()),
        "side" => SideOf(value.ToString()),
        "type" => TypeOf(value.ToString(), card),
        "quantity" or "notional" or "price" or "stopPrice" or "leverage" or "orderId" => NumberOf(name, value),
        "pnl" => NumberOf(name, value) ?? (Number(value) is { } pnl && _heard.Said.Says(-pnl) ? Words : null),
        "fraction" => Number(value) is { } part && _heard.Said.SaysPart(part) ? Words : NumberOf(name, value),
        "clientOrderId" or "canaryId" or "strategyId" => TextOf(name, value),
        "from" or "to" or "after" => _heard.Said.Dates(value.ToString()) ? Words : TextOf(name, value),
        "interval" => _heard.Said.Interval == value.ToString() ? Words : TextOf(name, value),
        "reduceOnly" => _heard.Said.Has(Concept.ReduceOnly) ? Words : FromDrafts(name, value),
        "timeInForce" => _heard.Said.Has(PatienceOf(value.ToString())) ? Words : FromDrafts(name, value),
        _ => Words, // Free text, such as a strategy's description: it moves nothing.
    };

    private string? SymbolOf(string symbol)
    {
        if (_heard.Said.Names(symbol)) return Words;
        if (_drafts.Exists(draft => Holds(draft, symbol)) || _earlier.Value.Exists(said => said.Names(symbol))) return Conversation;
        return _results.Exists(result => Holds(result, symbol)) ? Exchange : null;
    }

    private string? SideOf(string side)
    {
        var concept = side == Side.Buy.ToWord() ? Concept.Buy : Concept.Sell;
        if (_heard.Said.Has(concept) || _heard.Said.Has(side == Side.Buy.ToWord() ? Concept.PastBuy : Concept.PastSell)) return Words;
        return FromDrafts("side", JsonValue.Create(side)) ?? (_heard.Before.Order is null && _earlier.Value.Exists(said => said.Has(concept)) && !_heard.Said.Has(concept == Concept.Buy ? Concept.Sell : Concept.Buy) ? Conversation : null);
    }

    // A type follows from its prices, which are traced themselves; without any it is the default.
    private static string TypeOf(string type, ActionCard card) => type == OrderType.Market.ToWord() && !card.Params.ContainsKey("stopPrice") ? Default : Words;

    private string? NumberOf(string name, JsonNode value)
    {
        if (Number(value) is not { } number) return null;
        if (_heard.Said.Says(number)) return Words;
        if (FromDrafts(name, value) is { } source) return source;
        if (IsScaled(name, number) || _earlier.Value.Exists(said => said.Says(number))) return Conversation;
        return _results.Exists(result => Holds(result, number)) ? Exchange : null;
    }

    // 'double it', 'half of it': a size of the conversation times what the words say.
    private bool IsScaled(string name, decimal number)
    {
        foreach (var draft in _drafts)
        {
            if (Number(draft[name]) is not { } before) continue;
            if (_heard.Said.Has(Concept.Double) && number == before * 2) return true;
            if (_heard.Said.Has(Concept.Halve) && number * 2 == before) return true;
            if (before != 0 && _heard.Said.Has(Concept.Part) && _heard.Said.SaysPart(number / before)) return true;
        }
        return false;
    }

    private string? TextOf(string name, JsonNode value)
    {
        var text = value.ToString();
        if (_heard.Said.Writes(text)) return Words;
        if (FromDrafts(name, value) is { } source) return source;
        if (_earlier.Value.Exists(said => said.Writes(text) || said.Dates(text) || said.Interval == text)) return Conversation;
        return _results.Exists(result => Holds(result, text)) ? Exchange : null;
    }

    private string? FromDrafts(string name, JsonNode value) => _drafts.Exists(draft => JsonNode.DeepEquals(draft[name], value)
        || (Number(draft[name]) is { } one && Number(value) is { } other && one == other)) ? Conversation : null;

    private static string PatienceOf(string word) => word switch
    {
        "IOC" => Concept.Ioc,
        "FOK" => Concept.Fok,
        "GTX" => Concept.Gtx,
        _ => Concept.Gtc,
    };

    private static JsonObject Params(OrderSlots order)
    {
        var json = new JsonObject { ["symbol"] = order.Symbol, ["side"] = order.Side?.ToWord(), ["quantity"] = order.Quantity, ["notional"] = order.Notional, ["price"] = order.Price, ["stopPrice"] = order.StopPrice };
        if (order.ReduceOnly) json["reduceOnly"] = true;
        if (order.TimeInForce is { } patience) json["timeInForce"] = patience.ToWord();
        if (order.ClientOrderId is { } id) json["clientOrderId"] = id;
        return json;
    }

    private static string? Weakest(IEnumerable<string?> sources)
    {
        var all = sources.ToList();
        return all.Contains(null) ? null : all.Find(source => source != Words) ?? Words;
    }

    private static bool Holds(JsonNode? node, string text) => node switch
    {
        JsonObject json => json.Any(pair => Holds(pair.Value, text)),
        JsonArray array => array.Any(item => Holds(item, text)),
        JsonValue value => value.GetValueKind() == JsonValueKind.String && value.ToString() == text,
        _ => false,
    };

    private static bool Holds(JsonNode? node, decimal number) => node switch
    {
        JsonObject json => json.Any(pair => Holds(pair.Value, number)),
        JsonArray array => array.Any(item => Holds(item, number)),
        _ => Number(node) == number,
    };

    private static decimal? Number(JsonNode? node) => node is not null && node.GetValueKind() == JsonValueKind.Number
        && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
