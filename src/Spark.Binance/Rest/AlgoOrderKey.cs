using Spark.Binance.Signing;
using Spark.Domain.Orders;

namespace Spark.Binance.Rest;

/// <summary>How a conditional order is named to the algo service: by its algo id (a space of its own), or by the client's id.</summary>
public readonly record struct AlgoOrderKey
{
    private readonly long? _algoId;
    private readonly string? _clientAlgoId;

    private AlgoOrderKey(long? algoId, string? clientAlgoId) => (_algoId, _clientAlgoId) = (algoId, clientAlgoId);

    public static AlgoOrderKey Of(long algoId) => new(algoId, null);

    public static AlgoOrderKey Of(ClientOrderId clientAlgoId) => new(null, clientAlgoId.Value);

    /// <summary>By an id that another client chose.</summary>
    public static AlgoOrderKey OfForeign(string clientAlgoId) => new(null, clientAlgoId);

    public override string ToString() => _algoId is { } id ? $"algo order {id}" : $"client algo order {_clientAlgoId}";

    internal void WriteTo(RequestQuery query)
    {
        if (_algoId is { } id) query.Add("algoId", id);
        else query.Add("clientAlgoId", _clientAlgoId ?? throw new InvalidOperationException("An algo order key names an order."));
    }
}
