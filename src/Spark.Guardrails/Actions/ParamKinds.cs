using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Actions;

/// <summary>The kinds of value that params are made of.</summary>
internal static class ParamKinds
{
    public const int MaxSymbols = 200;

    // The gate knows the listed symbols; the schema only keeps lower case, blanks and signs out.
    private const string SymbolPattern = "^[A-Z0-9_\\u0080-\\uffff]{2,40}$";

    private const string ClientOrderIdPattern =
        "^(?!spk-|autoclose-|adl_autoclose|settlement_autoclose-|delivery_autoclose-)[.A-Z:/a-z0-9_-]{1,32}$";

    private const string InstantPattern =
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:[0-9]{2}))?$";

    public static readonly ParamKind Symbol = new(
        "symbol",
        Domain.Markets.Symbol.Allowed,
        new JsonObject { ["type"] = "string", ["pattern"] = SymbolPattern },
        value => ReadSymbol(value),
        value => JsonValue.Create(((Symbol)value).Value));

    public static readonly ParamKind Symbols = new(
        "symbols",
        $"a list of 1 to {MaxSymbols} symbols such as [\"BTCUSDT\"] without repeats",
        new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["type"] = "string", ["pattern"] = SymbolPattern },
            ["minItems"] = 1,
            ["maxItems"] = MaxSymbols,
            ["uniqueItems"] = true,
        },
        value => ReadSymbols(value),
        value => new JsonArray([.. ((ImmutableArray<Symbol>)value).Select(symbol => JsonValue.Create(symbol.Value))]));

    public static readonly ParamKind Side = Words(Enum.GetValues<Side>(), OrderWords.ToWord);

    public static readonly ParamKind Type = Words(Enum.GetValues<OrderType>(), OrderWords.ToWord);

    public static readonly ParamKind TimeInForce = Words(Enum.GetValues<TimeInForce>(), OrderWords.ToWord);

    public static readonly ParamKind Objective = Words(Enum.GetValues<OptimizeObjective>(), objective => objective.ToString().ToLowerInvariant());

    public static readonly ParamKind Interval = Words(CandleInterval.All, interval => interval);

    /// <summary>Any text here: another scope is a fault of its own, not of form.</summary>
    public static readonly ParamKind Scope = new(
        "words:" + Scopes.FuturesTestnet,
        Scopes.FuturesTestnet,
        new JsonObject { ["type"] = "string", ["enum"] = new JsonArray(Scopes.FuturesTestnet) },
        value => JsonText.TryGetString(value, out var text) ? text : null,
        WriteText);

    public static readonly ParamKind Positive = Decimal("positive", "a positive JSON number of at most 28 digits", positive: true, maximum: null);

    public static readonly ParamKind Signed = Decimal("number", "a JSON number of at most 28 digits", positive: false, maximum: null);

    public static readonly ParamKind Fraction = Decimal("fraction", "a JSON number over 0 and at most 1", positive: true, maximum: 1);

    public static readonly ParamKind OrderId = Integer(1, long.MaxValue);

    public static readonly ParamKind Leverage = Integer(1, 125);

    public static readonly ParamKind Boolean = new(
        "boolean",
        "true or false",
        new JsonObject { ["type"] = "boolean" },
        value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null,
        value => JsonValue.Create((bool)value));

    public static readonly ParamKind ClientOrderId = new(
        "clientOrderId",
        Domain.Orders.ClientOrderId.AllowedToCallers,
        new JsonObject { ["type"] = "string", ["pattern"] = ClientOrderIdPattern },
        value => JsonText.TryGetString(value, out var text) && Domain.Orders.ClientOrderId.TryParseFromCaller(text, out var id) ? id : null,
        WriteClientOrderId);

    /// <summary>The id of an order that exists: Spark's own and those of other clients too.</summary>
    public static readonly ParamKind AnyClientOrderId = new(
        "anyClientOrderId",
        "1 to 36 characters of .A-Z:/a-z0-9_-",
        new JsonObject { ["type"] = "string", ["pattern"] = "^[.A-Z:/a-z0-9_-]{1,36}$" },
        value => JsonText.TryGetString(value, out var text) && Domain.Orders.ClientOrderId.TryParse(text, out var id) ? id : null,
        WriteClientOrderId);

    public static readonly ParamKind Instant = new(
        "instant",
        "an ISO 8601 date such as 2026-01-31 or an instant with its offset such as 2026-01-31T09:30:00Z",
        new JsonObject { ["type"] = "string", ["pattern"] = InstantPattern },
        value => JsonText.TryGetString(value, out var text) && IsoInstant.TryParse(text, out var at) ? at : null,
        value => JsonValue.Create(IsoInstant.Write((DateTimeOffset)value)));

    public static readonly ParamKind Id = Text(64);

    public static readonly ParamKind Reason = Text(500);

    public static readonly ParamKind Description = Text(4000);

    private static ParamKind Text(int maxLength) => new(
        $"text:{maxLength}",
        $"a text of 1 to {maxLength} characters",
        new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = maxLength, ["pattern"] = "\\S" },
        value => JsonText.TryGetString(value, out var text) && text.Length <= maxLength && !string.IsNullOrWhiteSpace(text) ? text : null,
        WriteText);

    private static ParamKind Words<T>(IReadOnlyList<T> values, Func<T, string> spell)
        where T : notnull
    {
        var known = values.ToDictionary(spell, value => (object)value, StringComparer.Ordinal);
        return new ParamKind(
            "words:" + string.Join(", ", known.Keys),
            "one of " + string.Join(", ", known.Keys),
            new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. known.Keys.Select(word => JsonValue.Create(word))]) },
            value => JsonText.TryGetString(value, out var text) ? known.GetValueOrDefault(text) : null,
            value => JsonValue.Create(spell((T)value)));
    }

    private static ParamKind Decimal(string code, string allowed, bool positive, decimal? maximum)
    {
        var schema = new JsonObject { ["type"] = "number" };
        if (positive) schema["exclusiveMinimum"] = 0;
        if (maximum is { } most) schema["maximum"] = most;
        return new ParamKind(
            code,
            allowed,
            schema,
            value => JsonDecimal.TryRead(value, out var number) && (!positive || number > 0) && !(number > maximum) ? number : null,
            value => JsonValue.Create(Amount.Normalize((decimal)value)));
    }

    private static ParamKind Integer(long minimum, long maximum) => new(
        maximum == long.MaxValue ? "orderId" : $"integer:{minimum}–{maximum}",
        maximum == long.MaxValue ? "a positive integer" : $"an integer from {minimum} to {maximum}",
        new JsonObject { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum },
        value => JsonDecimal.TryRead(value, out var number) && number >= minimum && number <= maximum && decimal.IsInteger(number)
            ? (long)number
            : null,
        value => JsonValue.Create((long)value));

    private static Symbol? ReadSymbol(JsonElement value) =>
        JsonText.TryGetString(value, out var text) && Domain.Markets.Symbol.TryParse(text, out var symbol) ? symbol : null;

    private static ImmutableArray<Symbol>? ReadSymbols(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 or > MaxSymbols) return null;
        var symbols = value.EnumerateArray().Select(ReadSymbol).ToList();
        return symbols.Contains(null) || symbols.Distinct().Count() != symbols.Count ? null : [.. symbols.Select(symbol => symbol!.Value)];
    }

    private static JsonValue WriteClientOrderId(object value) => JsonValue.Create(((ClientOrderId)value).Value);

    private static JsonValue WriteText(object value) => JsonValue.Create((string)value);
}
