using System.Text.Json;
using Spark.Contracts;

namespace Spark.Executor.Http;

/// <summary>
/// A simulated order's answer, byte for byte as the generated serializer of the contract writes it. That one takes a detour over a converter for
/// each of the forty numbers that may be null, which is most of its time; this is the answer that is asked for most.
/// </summary>
internal static class PlaceOrderJson
{
    /// <summary>Whether it is an answer of the usual form; false, and nothing is written, when it has parts that only canaries and replays have.</summary>
    public static bool TryWrite(Utf8JsonWriter json, PlaceOrderResponse answer)
    {
        if (answer is not { Simulated: true, Replayed: null, Evidence: { } evidence } || HasMore(evidence)) return false;
        json.WriteStartObject();
        json.WriteBoolean("dryRun"u8, answer.DryRun);
        json.WriteBoolean("ack"u8, answer.Ack);
        json.WriteBoolean("simulated"u8, true);
        json.WritePropertyName("order"u8);
        Write(json, answer.Order);
        json.WritePropertyName("evidence"u8);
        Write(json, evidence);
        json.WriteString("timestamp"u8, answer.Timestamp);
        json.WriteEndObject();
        return true;
    }

    private static bool HasMore(EvidenceView evidence) =>
        evidence is not { ExchangeTest: null, Leverage: null, LeverageBracket: null, Sources: null, Missing: null, Warnings: null };

    private static void Write(Utf8JsonWriter json, OrderView order)
    {
        json.WriteStartObject();
        if (order.OrderId is { } id) json.WriteNumber("orderId"u8, id);
        else json.WriteNull("orderId"u8);
        json.WriteString("clientOrderId"u8, order.ClientOrderId);
        json.WriteString("symbol"u8, order.Symbol);
        json.WriteString("side"u8, order.Side);
        json.WriteString("type"u8, order.Type);
        json.WriteNumber("quantity"u8, order.Quantity);
        json.WriteNumber("executedQuantity"u8, order.ExecutedQuantity);
        Write(json, "price"u8, order.Price);
        Write(json, "stopPrice"u8, order.StopPrice);
        json.WriteString("timeInForce"u8, order.TimeInForce);
        json.WriteBoolean("reduceOnly"u8, order.ReduceOnly);
        json.WriteString("status"u8, order.Status);
        json.WriteBoolean("conditional"u8, order.Conditional);
        json.WriteString("origin"u8, order.Origin);
        json.WriteString("updatedAt"u8, order.UpdatedAt);
        Write(json, "averagePrice"u8, order.AveragePrice);
        json.WriteString("state"u8, order.State);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EvidenceView evidence)
    {
        json.WriteStartObject();
        json.WriteStartArray("riskChecks"u8);
        for (var i = 0; i < evidence.RiskChecks.Count; i++) json.WriteStringValue(evidence.RiskChecks[i]);
        json.WriteEndArray();
        json.WriteStartArray("checks"u8);
        for (var i = 0; i < evidence.Checks.Count; i++) Write(json, evidence.Checks[i]);
        json.WriteEndArray();
        json.WriteBoolean("passed"u8, evidence.Passed);
        Write(json, "markPrice"u8, evidence.MarkPrice);
        Write(json, "notional"u8, evidence.Notional);
        Write(json, "estimatedFillPrice"u8, evidence.EstimatedFillPrice);
        Write(json, "slippageBps"u8, evidence.SlippageBps);
        Write(json, "estimatedFee"u8, evidence.EstimatedFee);
        Write(json, "positionBefore"u8, evidence.PositionBefore);
        Write(json, "positionAfter"u8, evidence.PositionAfter);
        Write(json, "marginBefore"u8, evidence.MarginBefore);
        Write(json, "marginAfter"u8, evidence.MarginAfter);
        Write(json, evidence.Filters);
        if (evidence.MarketAt is { } at) json.WriteString("marketAt"u8, at);
        else json.WriteNull("marketAt"u8);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RiskCheckView check)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, check.Name);
        json.WriteBoolean("passed"u8, check.Passed);
        Write(json, "limit"u8, check.Limit);
        Write(json, "observed"u8, check.Observed);
        if (check.Error is { } error) json.WriteString("error"u8, error);
        if (check.Message is { } message) json.WriteString("message"u8, message);
        if (check.Fault is { } fault) json.WriteString("fault"u8, fault);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FiltersView? filters)
    {
        if (filters is null)
        {
            json.WriteNull("filters"u8);
            return;
        }
        json.WriteStartObject("filters"u8);
        json.WriteNumber("tickSize"u8, filters.TickSize);
        json.WriteNumber("stepSize"u8, filters.StepSize);
        json.WriteNumber("minQuantity"u8, filters.MinQuantity);
        json.WriteNumber("maxQuantity"u8, filters.MaxQuantity);
        json.WriteNumber("minNotional"u8, filters.MinNotional);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, decimal? number)
    {
        if (number is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }
}
