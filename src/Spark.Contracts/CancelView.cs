using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>One order's part in a cancel.</summary>
public sealed record CancelView
{
    public required string Symbol { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? OrderId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientOrderId { get; init; }

    /// <summary><c>canceled</c>, <c>alreadyClosed</c>, <c>failed</c>, <c>unknown</c>, or <c>wouldCancel</c>.</summary>
    public required string Result { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? ExecutedQuantity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? RemainingQuantity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExchangeAnswerView? Exchange { get; init; }
}
