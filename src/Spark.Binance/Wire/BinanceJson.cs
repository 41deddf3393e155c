using System.Text.Json.Serialization;
using Spark.Binance.Wire.Accounts;
using Spark.Binance.Wire.Markets;
using Spark.Binance.Wire.Streams;
using Spark.Binance.Wire.Trading;

namespace Spark.Binance.Wire;

/// <summary>
/// The exchange's JSON in both directions: strict on what it promises (a missing or null mandatory member is a
/// <see cref="System.Text.Json.JsonException"/>), blind to members that it adds. Decimals are texts in plain notation,
/// ids and times are bare numbers; both spellings are read.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(WireDecimalConverter)])]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
[JsonSerializable(typeof(ExchangeCodeWire))]
[JsonSerializable(typeof(ServerTimeWire))]
[JsonSerializable(typeof(ExchangeInfoWire))]
[JsonSerializable(typeof(OrderBookWire))]
[JsonSerializable(typeof(IReadOnlyList<KlineWire>))]
[JsonSerializable(typeof(PremiumIndexWire))]
[JsonSerializable(typeof(IReadOnlyList<PremiumIndexWire>))]
[JsonSerializable(typeof(TickerWire))]
[JsonSerializable(typeof(IReadOnlyList<TickerWire>))]
[JsonSerializable(typeof(PriceWire))]
[JsonSerializable(typeof(IReadOnlyList<PriceWire>))]
[JsonSerializable(typeof(BookTickerWire))]
[JsonSerializable(typeof(IReadOnlyList<BookTickerWire>))]
[JsonSerializable(typeof(IReadOnlyList<PublicTradeWire>))]
[JsonSerializable(typeof(IReadOnlyList<AggTradeWire>))]
[JsonSerializable(typeof(IReadOnlyList<FundingRateWire>))]
[JsonSerializable(typeof(IReadOnlyList<FundingInfoWire>))]
[JsonSerializable(typeof(OpenInterestWire))]
[JsonSerializable(typeof(IReadOnlyList<RateLimitWire>))]
[JsonSerializable(typeof(OrderWire))]
[JsonSerializable(typeof(IReadOnlyList<OrderWire>))]
[JsonSerializable(typeof(IReadOnlyList<BatchItemWire>))]
[JsonSerializable(typeof(AlgoOrderWire))]
[JsonSerializable(typeof(IReadOnlyList<AlgoOrderWire>))]
[JsonSerializable(typeof(AlgoCancelWire))]
[JsonSerializable(typeof(CountdownWire))]
[JsonSerializable(typeof(IReadOnlyList<UserTradeWire>))]
[JsonSerializable(typeof(LeverageWire))]
[JsonSerializable(typeof(AccountWire))]
[JsonSerializable(typeof(IReadOnlyList<BalanceWire>))]
[JsonSerializable(typeof(IReadOnlyList<PositionRiskWire>))]
[JsonSerializable(typeof(IReadOnlyList<IncomeWire>))]
[JsonSerializable(typeof(PositionModeWire))]
[JsonSerializable(typeof(MultiAssetsModeWire))]
[JsonSerializable(typeof(IReadOnlyList<SymbolConfigWire>))]
[JsonSerializable(typeof(LeverageBracketsWire))]
[JsonSerializable(typeof(IReadOnlyList<LeverageBracketsWire>))]
[JsonSerializable(typeof(CommissionRateWire))]
[JsonSerializable(typeof(ListenKeyWire))]
[JsonSerializable(typeof(CombinedWire))]
[JsonSerializable(typeof(SubscriptionRequestWire))]
[JsonSerializable(typeof(SubscriptionReplyWire))]
[JsonSerializable(typeof(TradeEventWire))]
[JsonSerializable(typeof(AggTradeEventWire))]
[JsonSerializable(typeof(DepthUpdateWire))]
[JsonSerializable(typeof(TickerEventWire))]
[JsonSerializable(typeof(MarkPriceEventWire))]
[JsonSerializable(typeof(BookTickerEventWire))]
[JsonSerializable(typeof(KlineEventWire))]
[JsonSerializable(typeof(OrderTradeUpdateWire))]
[JsonSerializable(typeof(AccountUpdateWire))]
[JsonSerializable(typeof(TradeLiteWire))]
[JsonSerializable(typeof(AccountConfigUpdateWire))]
[JsonSerializable(typeof(MarginCallWire))]
[JsonSerializable(typeof(AlgoUpdateWire))]
[JsonSerializable(typeof(ListenKeyExpiredWire))]
public sealed partial class BinanceJson : JsonSerializerContext;
