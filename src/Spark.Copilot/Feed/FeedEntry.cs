using System.Globalization;
using System.Text.Json;
using Spark.Contracts;

namespace Spark.Copilot.Feed;

/// <summary>One event of the executor's hub, as the live feed lists it; numbers stand as they were sent. Pure.</summary>
/// <param name="Number">Counts the entries of this process; newer ones have larger numbers.</param>
/// <param name="At">UTC.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Symbol">Null where it is about none.</param>
/// <param name="Side">Of an order or fill; else null.</param>
/// <param name="State">The event's own word, such as an order's status; null: none.</param>
/// <param name="Detail">What happened, in the event's own values; null: the word says it all.</param>
public sealed record FeedEntry(long Number, DateTimeOffset At, FeedKind Kind, string? Symbol = null, string? Side = null, string? State = null, string? Detail = null)
{
    /// <summary>An event as an entry; null when it is of another version, and for what is read anyway.</summary>
    public static FeedEntry? Of(string name, JsonElement body, long number, DateTimeOffset now)
    {
        try
        {
            return Read(name, body, number, now);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static FeedEntry? Read(string name, JsonElement body, long number, DateTimeOffset now) => name switch
    {
        HubEvents.Order when body.Deserialize(ContractsJson.Default.Options.Typed<OrderView>()) is { } order =>
            new(number, order.UpdatedAt, FeedKind.Order, order.Symbol, order.Side, order.Status, Exact($"{order.Quantity} {order.Type}", order.Price ?? order.StopPrice)),
        HubEvents.Fill when body.Deserialize(ContractsJson.Default.Options.Typed<FillView>()) is { } fill =>
            new(number, fill.Time, FeedKind.Fill, fill.Symbol, fill.Side, null, Exact($"{fill.Quantity}", fill.Price)),
        HubEvents.Account when body.Deserialize(ContractsJson.Default.Options.Typed<AccountView>()) is { } account =>
            new(number, now, FeedKind.Account, Detail: Exact($"{account.MarginBalance:0.00} USDT", null)),
        HubEvents.Risk when body.TryGetProperty("check", out _) && body.Deserialize(ContractsJson.Default.RiskRefusedEvent) is { } refused =>
            new(number, refused.At, FeedKind.Risk, refused.Symbol, refused.Side, refused.Error, Exact($"{refused.Check} {refused.Observed}/{refused.Limit}", null)),
        HubEvents.Risk when body.Deserialize(ContractsJson.Default.Options.Typed<CircuitBreakerView>()) is { } breaker =>
            new(number, now, FeedKind.Breaker, State: breaker.Open ? "open" : "closed", Detail: breaker.Reason),
        HubEvents.Canary when body.Deserialize(ContractsJson.Default.Options.Typed<CanaryView>()) is { } canary =>
            new(number, now, FeedKind.Canary, canary.Symbol, canary.Side, canary.State, Exact($"{canary.Quantity}", null)),
        HubEvents.Stream when body.Deserialize(ContractsJson.Default.StreamEvent) is { } stream =>
            new(number, stream.At, FeedKind.Stream, State: stream.Connected ? "up" : "down", Detail: stream.StreamType),
        HubEvents.Guardrail when body.Deserialize(ContractsJson.Default.Options.Typed<AutomaticActionView>()) is { } acted =>
            new(number, acted.At, FeedKind.Guardrail, State: acted.Action, Detail: acted.Reason),
        HubEvents.Alert when body.Deserialize(ContractsJson.Default.AlertEvent) is { } alert =>
            new(number, alert.At, FeedKind.Alert, State: alert.Code, Detail: alert.Message),
        _ => null,
    };

    private static string Exact(FormattableString what, decimal? price) => FormattableString.Invariant(what) + (price is { } at ? " @ " + at.ToString(CultureInfo.InvariantCulture) : "");
}
