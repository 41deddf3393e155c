using Spark.Binance.Signing;
using Spark.Domain.Orders;

namespace Spark.Binance.Rest;

/// <summary>How an order is named to the exchange: by its own id, or by the client's.</summary>
public readonly record struct OrderKey
{
    private readonly long? _orderId;
    private readonly string? _clientOrderId;

    private OrderKey(long? orderId, string? clientOrderId) => (_orderId, _clientOrderId) = (orderId, clientOrderId);

    public static OrderKey Of(long orderId) => new(orderId, null);

    public static OrderKey Of(ClientOrderId clientOrderId) => new(null, clientOrderId.Value);

    /// <summary>By an id that another client chose.</summary>
    public static OrderKey OfForeign(string clientOrderId) => new(null, clientOrderId);

    public override string ToString() => _orderId is { } id ? $"order {id}" : $"client order {_clientOrderId}";

    /// <summary>Whether this key names <paramref name="order"/>.</summary>
    internal bool Names(Reports.OrderReport order) => _orderId is { } id ? order.OrderId == id : order.ClientOrderId == _clientOrderId;

    /// <summary>Whether the key is the exchange's own id.</summary>
    internal bool TryGetId(out long orderId)
    {
        orderId = _orderId ?? 0;
        return _orderId is not null;
    }

    /// <summary>The client's id; null when the key is the exchange's own.</summary>
    internal string? ClientId => _clientOrderId;

    internal void WriteTo(RequestQuery query)
    {
        if (_orderId is { } id) query.Add("orderId", id);
        else query.Add("origClientOrderId", _clientOrderId ?? throw new InvalidOperationException("An order key names an order."));
    }
}
