using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;
using Spark.Copilot.Language;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Agent;

/// <summary>Puts cards and the executor's answers into sentences. It says what happened and never more.</summary>
internal sealed class Phrasing(Texts texts)
{
    private const int MostLines = 10;

    /// <summary>The reply for cards that ran and cards that wait.</summary>
    public string Cards(SpokenLanguage language, IReadOnlyList<ActionCard> cards) =>
        string.Join('\n', cards.Select(card => card.Result is null ? Proposed(language, card) : Ran(language, card.Action, card.Result)));

    /// <summary>An answer of the executor.</summary>
    public string Ran(SpokenLanguage language, string path, JsonObject body)
    {
        if (body["error"] is JsonValue error) return texts.Say(language, "read.failed", ("what", Sentence(texts.Reason(language, path, false))), ("error", error.ToString()), ("message", body["message"]?.ToString()));
        var lines = Lines(language, path, body).Take(MostLines).ToList();
        return lines.Count > 0 ? string.Join('\n', lines) : texts.Say(language, "ran.other", ("what", Sentence(texts.Reason(language, path, false))));
    }

    public string Ask(SpokenLanguage language, IReadOnlyList<string> missing) => string.Join(' ', missing.Select(name =>
        texts.Has("ask." + name) ? texts.Say(language, "ask." + name) : texts.Say(language, "ask.other", ("name", name))));

    private string Proposed(SpokenLanguage language, ActionCard card)
    {
        var what = Sentence(card.Reason) + Details(language, card.Params);
        if (!card.Valid) return texts.Say(language, "proposed.invalid", ("what", what), ("fault", card.Violations.Count > 0 ? card.Violations[0].Message : ""));
        var live = card is { DryRun: false, ConfirmRequired: true };
        var text = texts.Say(language, live ? "proposed.confirm" : "proposed.run", ("what", what));
        return card.Violations.Count > 0 ? text + " " + card.Violations[0].Message : text;
    }

    private static string Details(SpokenLanguage language, JsonObject json)
    {
        var shown = json.Where(pair => pair.Key is "symbol" or "side" or "quantity" or "notional" or "price" or "stopPrice" or "leverage" or "fraction" or "orderId" or "pnl")
            .Select(pair => pair.Key is "symbol" or "side" or "orderId" ? pair.Value?.ToString() : $"{pair.Key} {Numbers.Show(pair.Value, language)}").ToList();
        return shown.Count == 0 ? "" : " (" + string.Join(", ", shown) + ")";
    }

    private IEnumerable<string> Lines(SpokenLanguage language, string path, JsonObject body) => path switch
    {
        ActionPaths.Health => [texts.Say(language, "read.health", ("status", body["status"]?.ToString()), ("venue", body["venue"]?.ToString()), ("reasons", Reasons(body))).Trim()],
        ActionPaths.Account => Account(language, body["account"] as JsonObject),
        ActionPaths.Positions => Rows(language, body["positions"], "read.positions.none", row => Position(language, row)),
        ActionPaths.OpenOrders => Rows(language, body["orders"], "read.orders.none", row => Order(language, row)),
        ActionPaths.Order when body["order"] is JsonObject order => [Order(language, order)],
        ActionPaths.Fills => Rows(language, body["fills"], "read.fills.none", row => Fill(language, row)),
        ActionPaths.Ticker => Ticker(language, body["ticker"] as JsonObject),
        ActionPaths.RiskStatus => [Risk(language, body)],
        ActionPaths.CanaryStatus => Rows(language, body["canaries"], "read.canaries.none", row => Canary(language, row)),
        ActionPaths.GuardrailsStatus => [Guardrails(language, body)],
        ActionPaths.OrderPlace or ActionPaths.CanaryConfirm when body["order"] is JsonObject placed => [Order(language, placed)],
        ActionPaths.OrderCancel or ActionPaths.OrderCancelAll or ActionPaths.PositionClose => Rows(language, body["orders"] ?? body["would"], "ran.none", row => Change(language, row)),
        ActionPaths.LeverageSet when (body["leverage"] ?? (body["would"] as JsonArray)?.FirstOrDefault()) is JsonObject leverage => [Leverage(language, leverage, body["leverage"] is null)],
        ActionPaths.BreakerOpen => [texts.Say(language, "ran.breaker")],
        _ => [],
    };

    private static string Reasons(JsonObject body) => body["reasons"] is JsonArray reasons ? string.Join("; ", reasons.Select(reason => reason?.ToString())) : "";

    private IEnumerable<string> Account(SpokenLanguage language, JsonObject? account) => account is null ? [] :
    [
        texts.Say(language, "read.account", ("wallet", Number(account, "walletBalance", language)), ("margin", Number(account, "marginBalance", language)),
            ("available", Number(account, "availableBalance", language)), ("unrealized", Number(account, "unrealizedPnl", language))),
    ];

    private IEnumerable<string> Ticker(SpokenLanguage language, JsonObject? ticker) => ticker is null ? [] :
    [
        texts.Say(language, "read.ticker", ("symbol", Text(ticker, "symbol")), ("last", Number(ticker, "lastPrice", language)),
            ("mark", Number(ticker, "markPrice", language)), ("bid", Number(ticker, "bid", language)), ("ask", Number(ticker, "ask", language))),
    ];

    private IEnumerable<string> Rows(SpokenLanguage language, JsonNode? rows, string none, Func<JsonObject, string> say) =>
        rows is not JsonArray { Count: > 0 } array ? [texts.Say(language, none)] : array.OfType<JsonObject>().Select(say);

    private string Position(SpokenLanguage language, JsonObject row) => texts.Say(language, "read.position", ("symbol", Text(row, "symbol")), ("side", Text(row, "side")),
        ("quantity", Number(row, "quantity", language)), ("entry", Number(row, "entryPrice", language)), ("mark", Number(row, "markPrice", language)), ("pnl", Number(row, "unrealizedPnl", language)));

    private string Order(SpokenLanguage language, JsonObject row) => texts.Say(language, "read.order", ("symbol", Text(row, "symbol")), ("side", Text(row, "side")),
        ("type", Text(row, "type")), ("quantity", Number(row, "quantity", language)), ("orderId", Text(row, "orderId") ?? Text(row, "clientOrderId")), ("status", Text(row, "status")));

    private string Change(SpokenLanguage language, JsonObject row) => texts.Say(language, texts.Has("ran.change." + Text(row, "result")) ? "ran.change." + Text(row, "result") : "ran.change.other",
        ("symbol", Text(row, "symbol")), ("side", Text(row, "side")), ("quantity", Number(row, row["executedQuantity"] is null || row["positionBefore"] is null ? "quantity" : "executedQuantity", language)),
        ("order", Text(row, "clientOrderId") ?? Text(row, "orderId")), ("after", Number(row, "positionAfter", language)), ("result", Text(row, "result")), ("message", Text(row, "message"))).Trim();

    private string Leverage(SpokenLanguage language, JsonObject row, bool simulated) => texts.Say(language, simulated ? "ran.leverage.would" : "ran.leverage",
        ("symbol", Text(row, "symbol")), ("from", Text(row, "from") ?? "?"), ("to", Text(row, "to")));

    private string Fill(SpokenLanguage language, JsonObject row) => texts.Say(language, "read.fill", ("symbol", Text(row, "symbol")), ("side", Text(row, "side")),
        ("quantity", Number(row, "quantity", language)), ("price", Number(row, "price", language)));

    private string Canary(SpokenLanguage language, JsonObject row)
    {
        var (state, seen, rollback) = (Text(row, "state"), row["observation"] as JsonObject, row["rollback"] as JsonObject);
        var key = "canary.state." + state;
        var told = texts.Say(language, "read.canary", ("id", Text(row, "id")), ("side", Text(row, "side")), ("quantity", Number(row, "quantity", language)),
            ("symbol", Text(row, "symbol")), ("state", texts.Has(key) ? texts.Say(language, key) : state));
        if (rollback is not null && texts.Has("canary.bound." + Text(rollback, "bound")))
        {
            told += " " + Sentence(texts.Say(language, "canary.bound." + Text(rollback, "bound"), ("observed", Number(rollback, "observed", language)), ("limit", Number(rollback, "limit", language)))) + ".";
            return told + " " + texts.Say(language, "read.canary.closed", ("closed", Number(rollback, "closed", language)), ("realized", Number(rollback, "realized", language)));
        }
        if (seen is null) return row["passed"] is JsonValue passed && passed.TryGetValue(out bool ok) && !ok ? told + " " + texts.Say(language, "read.canary.blocked", ("reason", Text(row, "outcome"))) : told;
        return told + " " + texts.Say(language, "read.canary.seen", ("filled", Number(seen, "filled", language)), ("price", Number(seen, "averagePrice", language)),
            ("expected", Number(seen, "expectedPrice", language)), ("bps", Number(seen, "slippageBps", language)), ("pnl", Number(seen, "pnl", language)));
    }

    private string Risk(SpokenLanguage language, JsonObject body)
    {
        var open = body["circuitBreaker"]?["open"] is JsonValue value && value.TryGetValue(out bool isOpen) && isOpen;
        return texts.Say(language, "read.risk", ("pnl", Number(body["usage"], "dailyPnl", language)), ("limit", Number(body["limits"], "dailyLossLimit", language)),
            ("orders", Number(body["usage"], "openOrders", language)), ("breaker", texts.Say(language, open ? "read.breaker.open" : "read.breaker.closed")));
    }

    private string Guardrails(SpokenLanguage language, JsonObject body)
    {
        var uptime = body["current"]?["streamUptimeSeconds"] is JsonObject streams
            ? string.Join(", ", streams.Select(stream => $"{stream.Key} {Numbers.Show(stream.Value, language)} s")) : "–";
        return texts.Say(language, "read.guardrails", ("latency", Number(body["current"], "p95LatencyMs", language)), ("errors", Number(body["current"], "errorRate", language)),
            ("uptime", uptime), ("actions", (body["actions"] as JsonArray)?.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "0"));
    }

    private static string Number(JsonNode? json, string name, SpokenLanguage language) => Numbers.Show((json as JsonObject)?[name], language);

    private static string? Text(JsonObject json, string name) => json[name]?.ToString();

    private static string Sentence(string text) => text.Length == 0 ? text : (text[0] == 'i' && text.Any(letter => "şğı".Contains(letter)) ? "İ" : char.ToUpperInvariant(text[0]).ToString()) + text[1..];
}
