using System.Globalization;
using System.Text.Json;
using Spark.Domain.Markets;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>The exchange's rules: limits, assets, contracts and their filters.</summary>
internal static class ExchangeInfoRoute
{
    private const long NeverDelivered = 4_133_404_800_000;

    public static ApiReply Answer(ApiCall call) => ApiReply.Ok(call, static (writer, c) =>
    {
        writer.WriteStartObject();
        writer.WriteString("timezone", "UTC");
        writer.WriteNumber("serverTime", c.ServerTime);
        writer.WriteString("futuresType", "U_MARGINED");
        writer.WriteString("sparkExchangeId", c.Instance.Id);
        writer.WriteStartArray("exchangeFilters");
        writer.WriteEndArray();
        WriteLimits(writer, c.Settings);
        writer.WriteStartArray("assets");
        writer.WriteStartObject();
        writer.WriteString("asset", "USDT");
        writer.WriteBoolean("marginAvailable", true);
        writer.WriteString("autoAssetExchange", "0");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("symbols");
        foreach (var profile in c.Instance.Simulation.Profiles) WriteContract(writer, profile);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteLimits(Utf8JsonWriter writer, SimulatorSettings settings)
    {
        writer.WriteStartArray("rateLimits");
        WriteLimit(writer, "REQUEST_WEIGHT", "MINUTE", 1, settings.WeightPerMinute);
        WriteLimit(writer, "ORDERS", "MINUTE", 1, settings.OrdersPerMinute);
        WriteLimit(writer, "ORDERS", "SECOND", 10, settings.OrdersPerTenSeconds);
        writer.WriteEndArray();
    }

    private static void WriteLimit(Utf8JsonWriter writer, string type, string interval, int count, int limit)
    {
        writer.WriteStartObject();
        writer.WriteString("rateLimitType", type);
        writer.WriteString("interval", interval);
        writer.WriteNumber("intervalNum", count);
        writer.WriteNumber("limit", limit);
        writer.WriteEndObject();
    }

    private static void WriteContract(Utf8JsonWriter writer, MarketProfile profile)
    {
        var contract = profile.Contract;
        var instrument = contract.Instrument;
        writer.WriteStartObject();
        writer.WriteString("symbol", contract.Name);
        writer.WriteString("pair", contract.Name);
        writer.WriteString("contractType", "PERPETUAL");
        writer.WriteNumber("deliveryDate", NeverDelivered);
        writer.WriteNumber("onboardDate", contract.OnboardDate);
        writer.WriteString("status", instrument.IsTrading ? "TRADING" : "CLOSE");
        writer.WriteString("maintMarginPercent", "2.5000");
        writer.WriteString("requiredMarginPercent", "5.0000");
        writer.WriteString("baseAsset", instrument.BaseAsset);
        writer.WriteString("quoteAsset", instrument.QuoteAsset);
        writer.WriteString("marginAsset", instrument.QuoteAsset);
        writer.WriteNumber("pricePrecision", contract.PricePrecision);
        writer.WriteNumber("quantityPrecision", contract.QuantityPrecision);
        writer.WriteNumber("baseAssetPrecision", 8);
        writer.WriteNumber("quotePrecision", 8);
        writer.WriteString("underlyingType", "COIN");
        WriteWords(writer, "underlyingSubType", profile.BaseAssetKind);
        writer.WriteNumber("settlePlan", 0);
        writer.Amount("triggerProtect", contract.TriggerProtect, 4);
        writer.Amount("liquidationFee", contract.LiquidationFee, 6);
        writer.Amount("marketTakeBound", contract.MarketTakeBound, 2);
        writer.WriteNumber("maxMoveOrderLimit", 10_000);
        WriteFilters(writer, contract);
        WriteWords(writer, "orderTypes", "LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET");
        WriteWords(writer, "timeInForce", "GTC", "IOC", "FOK", "GTX");
        writer.WriteEndObject();
    }

    private static void WriteFilters(Utf8JsonWriter writer, Contract contract)
    {
        var instrument = contract.Instrument;
        writer.WriteStartArray("filters");
        WriteFilter(writer, "PRICE_FILTER", ("minPrice", instrument.Price.Minimum), ("maxPrice", instrument.Price.Maximum), ("tickSize", instrument.Price.Tick));
        WriteLot(writer, "LOT_SIZE", instrument.Lot);
        WriteLot(writer, "MARKET_LOT_SIZE", instrument.MarketLot);
        WriteMaxOrders(writer, contract.MaxOpenOrders);
        WriteFilter(writer, "MIN_NOTIONAL", ("notional", instrument.MinimumNotional));
        WriteFilter(writer, "PERCENT_PRICE", ("multiplierUp", instrument.PriceMultiplierUp), ("multiplierDown", instrument.PriceMultiplierDown), ("multiplierDecimal", 4));
        writer.WriteStartObject();
        writer.WriteString("filterType", "POSITION_RISK_CONTROL");
        writer.WriteString("positionControlSide", "NONE");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteLot(Utf8JsonWriter writer, string type, LotRule rule) =>
        WriteFilter(writer, type, ("minQty", rule.Minimum), ("maxQty", rule.Maximum), ("stepSize", rule.Step));

    private static void WriteMaxOrders(Utf8JsonWriter writer, int limit)
    {
        writer.WriteStartObject();
        writer.WriteString("filterType", "MAX_NUM_ORDERS");
        writer.WriteNumber("limit", limit);
        writer.WriteEndObject();
    }

    private static void WriteFilter(Utf8JsonWriter writer, string type, params ReadOnlySpan<(string Name, decimal Value)> members)
    {
        writer.WriteStartObject();
        writer.WriteString("filterType", type);
        foreach (var (name, value) in members) writer.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter writer, string name, params ReadOnlySpan<string> words)
    {
        writer.WriteStartArray(name);
        foreach (var word in words) writer.WriteStringValue(word);
        writer.WriteEndArray();
    }
}
