using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;
using Spark.Copilot.Language;

namespace Spark.Copilot.Agent;

/// <summary>Answers 'why?' from the audit and the card's own verdict, with the checks' numbers. It adds nothing of its own.</summary>
internal sealed class Explainer(IAuditSource audit, Texts texts)
{
    private const int Newest = 200;

    private static readonly string[] Refusals = ["risk.refused", "action.refused", "order.rejected"];

    private const string Breached = "canary.breached", Moved = "canary.moved", Ran = "canary.ran";

    private static readonly string[] Orders = ["order.intended", "order.dryRun", "order.adopted"];

    /// <param name="language">Of the reply.</param>
    /// <param name="about">What is asked.</param>
    /// <param name="cards">Of the message before.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<string> TellAsync(SpokenLanguage language, Question about, IReadOnlyList<ActionCard> cards, CancellationToken ct)
    {
        if (about == Question.Refusal && cards.LastOrDefault(card => !card.Valid) is { } faulty) return Verdict(language, faulty);
        if (await audit.LatestAsync(Newest, ct) is not { } records) return texts.Say(language, "why.noAudit");
        if (about == Question.Rollback) return Rollback(language, records);
        var kinds = about == Question.Refusal ? Refusals : Orders;
        var record = records.LastOrDefault(one => kinds.Contains((string?)one["kind"]));
        return record is null ? texts.Say(language, about == Question.Refusal ? "why.noRefusal" : "why.noOrder") : Tell(language, record);
    }

    // The newest canary that broke a bound, with what it was and how far it is.
    private string Rollback(SpokenLanguage language, IReadOnlyList<JsonObject> records)
    {
        if (records.LastOrDefault(record => (string?)record["kind"] == Breached) is not { } breached) return texts.Say(language, "why.noRollback");
        var id = Text(breached, "canaryId");
        var ran = records.FirstOrDefault(record => (string?)record["kind"] == Ran && Data(record)["canary"]?["id"]?.ToString() == id);
        var done = records.Any(record => (string?)record["kind"] == Moved && Text(record, "canaryId") == id && Text(record, "happened") == "RollBack");
        var breach = Data(breached)["breach"] as JsonObject ?? [];
        return Say(language, "why.rollback", breached, ("id", id), ("order", ran is null ? "–" : Order(language, Data(ran)["canary"] as JsonObject ?? [])),
            ("cause", Cause(language, breach)), ("done", texts.Say(language, done ? "why.rollback.done" : "why.rollback.goesOn")));
    }

    private string Cause(SpokenLanguage language, JsonObject breach)
    {
        var key = "canary.bound." + char.ToLowerInvariant(breach["bound"]?.ToString() is [var first, ..] ? first : '-') + breach["bound"]?.ToString()[1..];
        return texts.Has(key)
            ? texts.Say(language, key, ("observed", Numbers.Show(breach["observed"], language)), ("limit", Numbers.Show(breach["limit"], language)))
            : breach["message"]?.ToString() ?? "–";
    }

    private string Verdict(SpokenLanguage language, ActionCard card) => texts.Say(language, "why.verdict",
        ("what", card.Reason), ("faults", string.Join(" ", card.Violations.Select(fault => fault.Message))));

    private string Tell(SpokenLanguage language, JsonObject record) => (string?)record["kind"] switch
    {
        "risk.refused" => Risk(language, record),
        "action.refused" => Say(language, "why.refused", record, ("error", Text(record, "error")), ("message", Text(record, "message"))),
        "order.rejected" => Say(language, "why.rejected", record, ("error", Numbers.Show(Data(record)["code"], language)), ("message", Text(record, "message"))),
        "order.dryRun" => Say(language, "why.dryRun", record, ("order", Order(language, record))),
        _ => Say(language, "why.order", record, ("order", Order(language, record)), ("actor", (string?)record["actor"])),
    };

    private string Risk(SpokenLanguage language, JsonObject record)
    {
        var checks = Data(record)["failures"] is JsonArray failures ? failures.OfType<JsonObject>().Select(check => texts.Say(language, "why.check",
            ("name", check["name"]?.ToString()), ("observed", Numbers.Show(check["observed"], language)), ("limit", Numbers.Show(check["limit"], language)))) : [];
        return Say(language, "why.risk", record, ("order", Order(language, record)), ("error", Text(record, "error")), ("checks", string.Join("; ", checks)));
    }

    private string Say(SpokenLanguage language, string key, JsonObject record, params ReadOnlySpan<(string Name, string? Value)> values) =>
        texts.Say(language, key, [.. values, ("seq", record["seq"]?.ToString()), ("at", record["at"]?.ToString())]);

    private static string Order(SpokenLanguage language, JsonObject record)
    {
        if ((Data(record)["intent"] ?? record["intent"]) is not JsonObject intent) return "–";
        var price = intent["price"] is { } limit ? $" @ {Numbers.Show(limit, language)}" : "";
        return $"{intent["side"]} {Numbers.Show(intent["quantity"], language)} {intent["symbol"]} {intent["type"]}{price}".ToUpperInvariant();
    }

    private static JsonObject Data(JsonObject record) => record["data"] as JsonObject ?? [];

    private static string? Text(JsonObject record, string name) => Data(record)[name]?.ToString();
}
