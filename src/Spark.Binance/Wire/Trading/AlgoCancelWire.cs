namespace Spark.Binance.Wire.Trading;

/// <summary>
/// <c>DELETE /fapi/v1/algoOrder</c>: <c>{"algoId","clientAlgoId","code":"200","msg":"success"}</c>. Some hosts answer the whole order instead.
/// </summary>
public sealed record AlgoCancelWire
{
    public required long AlgoId { get; init; }

    public required string ClientAlgoId { get; init; }

    public int? Code { get; init; }

    public string? Msg { get; init; }

    public string? AlgoStatus { get; init; }
}
