using System.Collections.Immutable;
using System.Globalization;
using Spark.Binance.Reports;

namespace Spark.Executor.Streams;

/// <summary>What of an account changes with an event only: neither prices nor time alone move it.</summary>
internal sealed class AccountNews
{
    private readonly decimal _wallet;
    private readonly string _positions;
    private readonly string? _orders;

    /// <param name="wallet">USDT.</param>
    /// <param name="positions">Those that are open.</param>
    /// <param name="orders">Open orders; null when they were not read.</param>
    public AccountNews(decimal wallet, ImmutableArray<PositionReport> positions, ImmutableArray<OrderReport>? orders)
        : this(
            wallet,
            Line(positions.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Symbol} {p.Quantity}"))),
            orders is { } open ? Line(open.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.OrderId} {o.Executed}"))) : null)
    {
    }

    private AccountNews(decimal wallet, string positions, string? orders) => (_wallet, _positions, _orders) = (wallet, positions, orders);

    /// <summary>Whether something happened in between; orders count when both have read them.</summary>
    public bool DiffersFrom(AccountNews before) =>
        _wallet != before._wallet || _positions != before._positions || (_orders is not null && before._orders is not null && _orders != before._orders);

    /// <summary>This one, with the orders of the one before where it has read none.</summary>
    public AccountNews After(AccountNews? before) => _orders is null ? new AccountNews(_wallet, _positions, before?._orders) : this;

    private static string Line(IEnumerable<string> parts) => string.Join(';', parts.Order(StringComparer.Ordinal));
}
