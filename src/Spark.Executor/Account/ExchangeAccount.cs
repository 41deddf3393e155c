using System.Collections.Immutable;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;

namespace Spark.Executor.Account;

/// <summary>
/// What the exchange last said of the account: it is the authority, so nothing of this is journalled. Absolute values with the time
/// they describe; older news never overwrites newer.
/// </summary>
internal sealed record ExchangeAccount
{
    public static ExchangeAccount Unread { get; } = new();

    /// <summary>USDT; null until the exchange has told.</summary>
    public decimal? WalletBalance { get; init; }

    /// <summary>Open positions only.</summary>
    public ImmutableDictionary<Symbol, Position> Positions { get; init; } = ImmutableDictionary<Symbol, Position>.Empty;

    /// <summary>The exchange's time, ms, from which on the last whole reading holds; 0 before the first.</summary>
    public long ReadFrom { get; init; }

    /// <summary>The exchange's time of what the stream has told of a symbol's position since that reading, ms.</summary>
    public ImmutableDictionary<Symbol, long> PositionTimes { get; init; } = ImmutableDictionary<Symbol, long>.Empty;

    /// <summary>How the newest of that news moved the position.</summary>
    public ImmutableDictionary<Symbol, PositionStep> PositionSteps { get; init; } = ImmutableDictionary<Symbol, PositionStep>.Empty;

    /// <summary>Leverage set on the exchange, where known.</summary>
    public ImmutableDictionary<Symbol, int> Leverage { get; init; } = ImmutableDictionary<Symbol, int>.Empty;

    /// <summary>As the exchange last computed them.</summary>
    public ImmutableDictionary<Symbol, decimal> LiquidationPrices { get; init; } = ImmutableDictionary<Symbol, decimal>.Empty;

    public AccountMode? Mode { get; init; }

    /// <summary>The exchange's time of the last news on the wallet, ms.</summary>
    public long WalletTime { get; init; }

    public DateTimeOffset AsOf { get; init; }

    /// <summary><c>stream</c> or <c>rest</c>.</summary>
    public string Source { get; init; } = "rest";

    /// <summary>The open position in <paramref name="symbol"/>, or a flat one.</summary>
    public Position PositionIn(Symbol symbol) => Positions.GetValueOrDefault(symbol) ?? Position.Flat(symbol);

    /// <summary>The exchange's time of the last news on a symbol's position, ms.</summary>
    public long PositionTimeOf(Symbol symbol) => Math.Max(ReadFrom, PositionTimes.GetValueOrDefault(symbol));

    /// <summary>Leverage at start on the exchange, where nothing else is known.</summary>
    public const int DefaultLeverage = 20;

    public int LeverageOf(Symbol symbol) => Leverage.TryGetValue(symbol, out var leverage) ? leverage : DefaultLeverage;
}
