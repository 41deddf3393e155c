using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>The one shape of a refusal. Members that a code doesn't use are absent.</summary>
public sealed record ErrorResponse(string Error, string Message) : SparkResponse
{
    /// <summary>Why, where one code has several causes: <c>expired</c>, <c>Daily loss limit reached</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Every fault of <c>InvalidParams</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FaultView>? Details { get; init; }

    /// <summary>The risk check that failed first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Check { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Limit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Observed { get; init; }

    /// <summary>All failed risk checks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RiskCheckView>? Failures { get; init; }

    [JsonPropertyName("confirm_required")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? ConfirmRequired { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConfirmationView? Confirmation { get; init; }

    /// <summary>The exchange's own answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExchangeAnswerView? Exchange { get; init; }

    /// <summary>The id under which an order of unknown outcome is followed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientOrderId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderView? Order { get; init; }

    /// <summary>Canaries to choose from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CanaryView>? Candidates { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CircuitBreakerView? CircuitBreaker { get; init; }

    /// <summary>Whether this is the stored outcome of an earlier call.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Replayed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Evidence { get; init; }
}
