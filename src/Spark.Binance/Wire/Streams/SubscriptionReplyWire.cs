using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>
/// The answer to a subscription message. A null <see cref="Result"/> is an acknowledgement, which proves nothing about data.
/// Refusals come as <see cref="Error"/> or with <see cref="Code"/> at the top.
/// </summary>
public sealed record SubscriptionReplyWire
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Result { get; init; }

    public ExchangeCodeWire? Error { get; init; }

    public int? Code { get; init; }

    public string? Msg { get; init; }

    public long? Id { get; init; }
}
