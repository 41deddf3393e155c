using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spark.Binance.Tests.Fixtures;
using Spark.Binance.Wire;

namespace Spark.Binance.Tests.Wire;

/// <summary>
/// Every published payload: read into our wire type and written again, each member that came out has the value that went in. A payload of a call or
/// event that Spark does not use is named here, so that nothing is passed over unseen.
/// </summary>
public sealed class EveryPayloadTests
{
    private static readonly BinanceJson Json = BinanceJson.Default;

    private static readonly Dictionary<string, JsonTypeInfo> Calls = new()
    {
        ["GET /fapi/v1/exchangeInfo"] = Json.ExchangeInfoWire,
        ["GET /fapi/v1/depth"] = Json.OrderBookWire,
        ["GET /fapi/v1/trades"] = Json.IReadOnlyListPublicTradeWire,
        ["GET /fapi/v1/aggTrades"] = Json.IReadOnlyListAggTradeWire,
        ["GET /fapi/v1/klines"] = Json.IReadOnlyListKlineWire,
        ["GET /fapi/v1/markPriceKlines"] = Json.IReadOnlyListKlineWire,
        ["GET /fapi/v1/indexPriceKlines"] = Json.IReadOnlyListKlineWire,
        ["GET /fapi/v1/premiumIndex"] = Json.PremiumIndexWire,
        ["GET /fapi/v1/fundingRate"] = Json.IReadOnlyListFundingRateWire,
        ["GET /fapi/v1/fundingInfo"] = Json.IReadOnlyListFundingInfoWire,
        ["GET /fapi/v1/openInterest"] = Json.OpenInterestWire,
        ["GET /fapi/v1/ticker/24hr"] = Json.TickerWire,
        ["GET /fapi/v1/ticker/price"] = Json.PriceWire,
        ["GET /fapi/v2/ticker/price"] = Json.PriceWire,
        ["GET /fapi/v1/ticker/bookTicker"] = Json.BookTickerWire,
        ["POST /fapi/v1/order"] = Json.OrderWire,
        ["PUT /fapi/v1/order"] = Json.OrderWire,
        ["DELETE /fapi/v1/order"] = Json.OrderWire,
        ["GET /fapi/v1/order"] = Json.OrderWire,
        ["GET /fapi/v1/openOrder"] = Json.OrderWire,
        ["GET /fapi/v1/openOrders"] = Json.IReadOnlyListOrderWire,
        ["GET /fapi/v1/allOrders"] = Json.IReadOnlyListOrderWire,
        ["PUT /fapi/v1/batchOrders"] = Json.IReadOnlyListBatchItemWire,
        ["DELETE /fapi/v1/allOpenOrders"] = Json.ExchangeCodeWire,
        ["DELETE /fapi/v1/algoOrder"] = Json.AlgoOrderWire,
        ["GET /fapi/v1/openAlgoOrders"] = Json.IReadOnlyListAlgoOrderWire,
        ["GET /fapi/v1/userTrades"] = Json.IReadOnlyListUserTradeWire,
        ["GET /fapi/v1/income"] = Json.IReadOnlyListIncomeWire,
        ["GET /fapi/v1/rateLimit/order"] = Json.IReadOnlyListRateLimitWire,
        ["GET /fapi/v1/commissionRate"] = Json.CommissionRateWire,
        ["GET /fapi/v1/symbolConfig"] = Json.IReadOnlyListSymbolConfigWire,
        ["GET /fapi/v1/multiAssetsMargin"] = Json.MultiAssetsModeWire,
        ["GET /fapi/v1/positionSide/dual"] = Json.PositionModeWire,
        ["POST /fapi/v1/positionSide/dual"] = Json.ExchangeCodeWire,
        ["POST /fapi/v1/leverage"] = Json.LeverageWire,
        ["POST /fapi/v1/marginType"] = Json.ExchangeCodeWire,
        ["POST /fapi/v1/listenKey"] = Json.ListenKeyWire,
        ["GET /fapi/v2/account"] = Json.AccountWire,
        ["GET /fapi/v3/account"] = Json.AccountWire,
        ["GET /fapi/v2/balance"] = Json.IReadOnlyListBalanceWire,
        ["GET /fapi/v3/balance"] = Json.IReadOnlyListBalanceWire,
        ["GET /fapi/v2/positionRisk"] = Json.IReadOnlyListPositionRiskWire,
        ["GET /fapi/v3/positionRisk"] = Json.IReadOnlyListPositionRiskWire,
    };

    private static readonly Dictionary<string, JsonTypeInfo> Events = new()
    {
        ["trade"] = Json.TradeEventWire,
        ["aggTrade"] = Json.AggTradeEventWire,
        ["depthUpdate"] = Json.DepthUpdateWire,
        ["24hrTicker"] = Json.TickerEventWire,
        ["markPriceUpdate"] = Json.MarkPriceEventWire,
        ["bookTicker"] = Json.BookTickerEventWire,
        ["kline"] = Json.KlineEventWire,
        ["ORDER_TRADE_UPDATE"] = Json.OrderTradeUpdateWire,
        ["ACCOUNT_UPDATE"] = Json.AccountUpdateWire,
        ["TRADE_LITE"] = Json.TradeLiteWire,
        ["ACCOUNT_CONFIG_UPDATE"] = Json.AccountConfigUpdateWire,
        ["MARGIN_CALL"] = Json.MarginCallWire,
        ["ALGO_UPDATE"] = Json.AlgoUpdateWire,
    };

    // Statistics, other products and services that Spark has no use for.
    private static readonly string[] UnusedCalls =
    [
        "GET /fapi/v1/assetIndex", "GET /fapi/v1/indexInfo", "GET /fapi/v1/constituents", "GET /futures/data/basis", "GET /futures/data/openInterestHist",
        "GET /fapi/v1/feeBurn", "POST /fapi/v1/feeBurn", "GET /fapi/v1/positionMargin/history", "POST /fapi/v1/positionMargin", "GET /fapi/v1/adlQuantile",
        "GET /fapi/v1/apiTradingStatus", "DELETE /fapi/v1/listenKey", "GET /fapi/v1/orderAmendment", "GET /sapi/v1/algo/futures/subOrders",
        "POST /sapi/v1/algo/futures/newOrderTwap", "POST /sapi/v1/algo/futures/newOrderVp",
    ];

    private static readonly string[] UnusedEvents =
        ["24hrMiniTicker", "assetIndexUpdate", "compositeIndex", "contractInfo", "forceOrder", "GRID_UPDATE", "STRATEGY_UPDATE"];

    public static TheoryData<string> RestFiles => [.. Fixture.Names("rest")];

    public static TheoryData<string> StreamFiles => [.. Fixture.Names("streams")];

    [Theory(SkipTestWithoutData = true), MemberData(nameof(RestFiles))]
    public void Every_published_answer_is_read_with_its_values(string file)
    {
        using var payload = Fixture.Open(Path.Combine("rest", file));
        var request = payload.RootElement.GetProperty("request");
        var call = $"{request.GetProperty("method").GetString()} {request.GetProperty("path").GetString()}";
        if (UnusedCalls.Contains(call)) return;
        KeepsItsValues(payload.RootElement.GetProperty("response"), Calls.TryGetValue(call, out var type) ? type : throw new InvalidOperationException($"{call} has no wire type"));
    }

    [Theory(SkipTestWithoutData = true), MemberData(nameof(StreamFiles))]
    public void Every_published_event_is_read_with_its_values(string file)
    {
        using var payload = Fixture.Open(Path.Combine("streams", file));
        var message = payload.RootElement.GetProperty("message");
        if (message.ValueKind == JsonValueKind.Array) message = message[0];
        var name = message.GetProperty("e").GetString()!;
        if (UnusedEvents.Contains(name)) return;
        KeepsItsValues(message, Events.TryGetValue(name, out var type) ? type : throw new InvalidOperationException($"{name} has no wire type"));
    }

    [Fact]
    public void Recorded_candles_and_trades_are_read_with_their_values()
    {
        foreach (var file in new[] { "kline-and-aggtrade-akrousdt.json", "kline-and-aggtrade-keepusdt.json" })
        {
            using var recording = Fixture.Sequence(file);
            foreach (var message in recording.RootElement.GetProperty("streams").EnumerateObject().SelectMany(stream => stream.Value.EnumerateArray()))
            {
                KeepsItsValues(message, Events[message.GetProperty("e").GetString()!]);
            }
        }
    }

    // Some samples are a single row where the call answers rows, or the other way round.
    private static void KeepsItsValues(JsonElement original, JsonTypeInfo type)
    {
        var isRows = type.Kind == JsonTypeInfoKind.Enumerable;
        var text = (isRows, original.ValueKind) switch
        {
            (true, JsonValueKind.Object) => $"[{original.GetRawText()}]",
            (false, JsonValueKind.Array) => original[0].GetRawText(),
            _ => original.GetRawText(),
        };
        using var wanted = JsonDocument.Parse(text);
        var read = JsonSerializer.Deserialize(text, type);
        var seen = JsonSerializer.SerializeToElement(read, type);
        Assert.NotEqual(0, Compare(wanted.RootElement, seen, "$"));
    }

    private static int Compare(JsonElement wanted, JsonElement seen, string at) => seen.ValueKind switch
    {
        JsonValueKind.Object => seen.EnumerateObject().Sum(member => wanted.TryGetProperty(member.Name, out var original)
            ? Compare(original, member.Value, $"{at}.{member.Name}")
            : IsDefault(member.Value) ? 0 : throw new InvalidOperationException($"{at}.{member.Name} = {member.Value} was never said")),
        JsonValueKind.Array => Rows(wanted, seen, at),
        _ => IsSame(wanted, seen) ? 1 : throw new InvalidOperationException($"{at} is {seen} and was {wanted}"),
    };

    private static int Rows(JsonElement wanted, JsonElement seen, string at)
    {
        // A candle's twelfth member is nobody's.
        if (seen.GetArrayLength() != wanted.GetArrayLength()) throw new InvalidOperationException($"{at} has {seen.GetArrayLength()} rows of {wanted.GetArrayLength()}");
        var read = seen.GetArrayLength() == 12 ? 11 : seen.GetArrayLength();
        return Enumerable.Range(0, read).Sum(i => Compare(wanted[i], seen[i], $"{at}[{i}]"));
    }

    private static bool IsSame(JsonElement wanted, JsonElement seen)
    {
        var (a, b) = (wanted.ToString().Trim(), seen.ToString().Trim());
        if (string.Equals(a, b, StringComparison.OrdinalIgnoreCase)) return true;
        if (wanted.ValueKind == JsonValueKind.Null || a is "" or "null") return IsDefault(seen);
        return decimal.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
            && decimal.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out var y) && x == y;
    }

    private static bool IsDefault(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False or JsonValueKind.Null => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => value.ToString() is "" or "0" or "BOTH" or "UTC" or "GTC" or "CONDITIONAL",
    };
}
