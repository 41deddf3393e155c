using System.Globalization;
using Spark.Binance.Reports;
using Spark.Domain.Markets;

namespace Spark.Executor.Streams;

/// <summary>What of an account changes with an event only: neither prices nor time alone move it.</summary>
internal sealed class AccountNews
{
    private readonly decimal _wallet;
    private readonly string _positions;
    private readonly string? _orders;

    /// <param name="wallet">USDT.</param>
    /// <param name="positions">Symbol and signed quantity; flat ones don't count.</param>
    /// <param name="orders">Symbol, the exchange's id and what has been filled of each open order; null when they were not read.</param>
    public AccountNews(decimal wallet, IEnumerable<(Symbol Symbol, decimal Quantity)> positions, IEnumerable<(Symbol Symbol, long OrderId, decimal Executed)>? orders)
    {
        _wallet = wallet;
        _positions = Line(positions.Where(p => p.Quantity != 0).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Symbol} {Plain(p.Quantity)}")));
        _orders = orders is null ? null : Line(orders.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Symbol} {o.OrderId} {Plain(o.Executed)}")));
    }

    /// <summary>As REST tells it.</summary>
    public static AccountNews Of(decimal wallet, IEnumerable<PositionReport> positions, IEnumerable<OrderReport>? orders) =>
        new(wallet, positions.Select(p => (p.Symbol, p.Quantity)), orders?.Select(o => (o.Symbol, o.OrderId, o.Executed)));

    /// <summary>Whether one of them knows something that the other doesn't; orders count when both tell of them.</summary>
    public bool DiffersFrom(AccountNews other) =>
        _wallet != other._wallet || _positions != other._positions || (_orders is not null && other._orders is not null && _orders != other._orders);

    // 0.10 and 0.1 are the same quantity.
    private static decimal Plain(decimal quantity) => quantity / 1.0000000000000000000000000000m;

    private static string Line(IEnumerable<string> parts) => string.Join(';', parts.Order(StringComparer.Ordinal));
}
