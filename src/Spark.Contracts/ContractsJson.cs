using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>Source-generated JSON of everything that crosses our own REST and hubs.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(AccountResponse))]
[JsonSerializable(typeof(PositionsResponse))]
[JsonSerializable(typeof(OrdersResponse))]
[JsonSerializable(typeof(OrderResponse))]
[JsonSerializable(typeof(FillsResponse))]
[JsonSerializable(typeof(TickerResponse))]
[JsonSerializable(typeof(KlinesResponse))]
[JsonSerializable(typeof(SymbolsResponse))]
[JsonSerializable(typeof(PlaceOrderResponse))]
[JsonSerializable(typeof(CancelResponse))]
[JsonSerializable(typeof(CloseResponse))]
[JsonSerializable(typeof(LeverageResponse))]
[JsonSerializable(typeof(StreamsStartedResponse))]
[JsonSerializable(typeof(StreamsStoppedResponse))]
[JsonSerializable(typeof(CanaryRunResponse))]
[JsonSerializable(typeof(CanaryConfirmResponse))]
[JsonSerializable(typeof(CanaryStatusResponse))]
[JsonSerializable(typeof(CanaryResponse))]
[JsonSerializable(typeof(RiskStatusResponse))]
[JsonSerializable(typeof(CircuitBreakerResponse))]
[JsonSerializable(typeof(RecordPnlResponse))]
[JsonSerializable(typeof(GuardrailsStatusResponse))]
[JsonSerializable(typeof(NotificationsResponse))]
[JsonSerializable(typeof(GuardrailReceiptResponse))]
[JsonSerializable(typeof(AutomaticActionView))]
[JsonSerializable(typeof(AuditResponse))]
[JsonSerializable(typeof(ConfirmationResponse))]
[JsonSerializable(typeof(PendingConfirmationsResponse))]
[JsonSerializable(typeof(TradeEvent))]
[JsonSerializable(typeof(DepthEvent))]
[JsonSerializable(typeof(AlertEvent))]
[JsonSerializable(typeof(StreamEvent))]
[JsonSerializable(typeof(RiskRefusedEvent))]
[JsonSerializable(typeof(IReadOnlyList<decimal[]>))]
public sealed partial class ContractsJson : JsonSerializerContext
{
    private static ContractsJson? _answers;

    /// <summary>The same for answers of type application/json, which are never put into a page as they are: apostrophes stay apostrophes.</summary>
    public static ContractsJson Answers =>
        _answers ??= new ContractsJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
