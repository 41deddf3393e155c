using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Spark.Binance;
using Spark.Binance.Clock;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Simulator.Hosting.Control;

namespace Spark.Testing.Scenarios;

/// <summary>The exchange's side of a scenario: its levers, and a client of its own on the executor's account.</summary>
public sealed class ExchangeSide : IDisposable
{
    private readonly BinanceRestClient _client;
    private readonly ScenarioKeys _keys;

    internal ExchangeSide(Uri address, SimulatorControl control, ScenarioKeys keys)
    {
        (Address, Control, _keys) = (address, control, keys);
        _client = new BinanceRestClient(BinanceHttp.CreateClient(), new BinanceEndpoints(address, new UriBuilder(address) { Scheme = "ws" }.Uri),
            new BinanceCredentials(keys.ApiKey, keys.ApiSecret), new ServerClock(TimeProvider.System), TimeProvider.System, new Random(1));
    }

    public Uri Address { get; }

    public SimulatorControl Control { get; }

    /// <summary>Breaks something; see <see cref="FaultKind"/>.</summary>
    public void Fault(FaultKind kind, int? count = null, string? route = null) => Control.Faults.Add(new FaultRule(kind) { Count = count, Route = route });

    public void Fault(FaultRule rule) => Control.Faults.Add(rule);

    public void Heal() => Control.Faults.Clear();

    public Task MoveToAsync(string symbol, decimal price, CancellationToken ct) => Control.MoveToAsync(symbol, price, ct);

    /// <summary>Mark price, USDT.</summary>
    public async Task<decimal> MarkAsync(string symbol, CancellationToken ct) =>
        (await Control.StatusAsync(ct)).Prices.Single(price => price.Symbol == symbol).MarkPrice;

    /// <summary>Signed position as the exchange has it.</summary>
    public async Task<decimal> PositionAsync(string symbol, CancellationToken ct) =>
        Value(await _client.PositionsAsync(Symbol.Parse(symbol), ct)).Sum(position => position.Quantity);

    public async Task<ImmutableArray<OrderReport>> OpenOrdersAsync(CancellationToken ct) => Value(await _client.OpenOrdersAsync(null, ct));

    public async Task<ImmutableArray<TradeReport>> TradesAsync(string symbol, CancellationToken ct) =>
        Value(await _client.UserTradesAsync(Symbol.Parse(symbol), null, ct));

    /// <summary>The order under a client order id; null when the exchange knows none.</summary>
    public async Task<OrderReport?> FindAsync(string symbol, string clientOrderId, CancellationToken ct) =>
        await _client.OrderAsync(Symbol.Parse(symbol), OrderKey.OfForeign(clientOrderId), ct) is ExchangeResult<OrderReport>.Ok ok ? ok.Value : null;

    /// <summary>Places an order from outside Spark.</summary>
    public async Task<OrderReport> PlaceForeignAsync(string symbol, Side side, decimal quantity, decimal? price, string id, CancellationToken ct)
    {
        await _client.RefreshClockAsync(ct);
        var intent = new OrderIntent
        {
            ClientOrderId = ClientOrderId.Parse(id),
            Symbol = Symbol.Parse(symbol),
            Side = side,
            Type = price is null ? OrderType.Market : OrderType.Limit,
            Quantity = quantity,
            Price = price,
        };
        return await _client.PlaceOrderAsync(OrderRequest.From(intent), ct) is PlaceResult.Accepted accepted
            ? accepted.Order
            : throw new InvalidOperationException("The exchange did not take the foreign order.");
    }

    /// <summary>Places a conditional order from outside Spark.</summary>
    public async Task<AlgoOrderReport> PlaceForeignStopAsync(string symbol, Side side, decimal quantity, decimal trigger, string id, CancellationToken ct, decimal? price = null, bool reduceOnly = false)
    {
        await _client.RefreshClockAsync(ct);
        var request = new AlgoOrderRequest
        {
            ClientOrderId = ClientOrderId.Parse(id),
            Symbol = Symbol.Parse(symbol),
            Side = side,
            Type = price is null ? OrderType.StopMarket : OrderType.Stop,
            Quantity = quantity,
            TriggerPrice = trigger,
            Price = price,
            TimeInForce = price is null ? null : TimeInForce.GoodTillCancel,
            ReduceOnly = reduceOnly,
        };
        return await _client.PlaceAlgoOrderAsync(request, ct) is AlgoPlaceResult.Accepted accepted
            ? accepted.Order
            : throw new InvalidOperationException("The exchange did not take the foreign stop.");
    }

    /// <summary>Moves USDT into (positive) or out of the account.</summary>
    public Task TransferAsync(decimal amount, CancellationToken ct) => Control.TransferAsync(_keys.ApiKey, amount, ct);

    /// <summary>Changes a setting of the account from outside Spark, such as <c>/fapi/v1/positionSide/dual</c>.</summary>
    public async Task SetAsync(string route, string parameter, string value, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Add("X-MBX-APIKEY", _keys.ApiKey);
        var query = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{parameter}={value}&timestamp={TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_keys.ApiSecret), Encoding.UTF8.GetBytes(query)));
        using var answer = await http.PostAsync(new Uri($"{route}?{query}&signature={signature}", UriKind.Relative), null, ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Cancels a conditional order from outside Spark.</summary>
    public async Task CancelStopAsync(string id, CancellationToken ct)
    {
        await _client.RefreshClockAsync(ct);
        if (await _client.CancelAlgoOrderAsync(AlgoOrderKey.OfForeign(id), ct) is not AlgoCancelResult.Canceled) throw new InvalidOperationException("The exchange did not cancel the stop.");
    }

    /// <summary>Conditional orders that wait.</summary>
    public async Task<ImmutableArray<AlgoOrderReport>> WaitingStopsAsync(CancellationToken ct) => Value(await _client.OpenAlgoOrdersAsync(null, ct));

    public void Dispose() => _client.Dispose();

    private static T Value<T>(ExchangeResult<T> result) => result is ExchangeResult<T>.Ok ok ? ok.Value : throw new InvalidOperationException(result.ToString());
}
