using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>The exchange's view of the account, read over REST after the user stream was already buffering.</summary>
internal sealed record AccountSnapshot
{
    /// <summary>Our time when the first of the reads was sent.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The exchange's ms at the earliest when the first of the reads was sent: later stream events win over it.</summary>
    public required long ReadFrom { get; init; }

    public required decimal WalletBalance { get; init; }

    public required ImmutableArray<Position> Positions { get; init; }

    public required ImmutableDictionary<Symbol, int> Leverage { get; init; }

    public required ImmutableDictionary<Symbol, decimal> LiquidationPrices { get; init; }

    public required AccountMode Mode { get; init; }

    public required ImmutableArray<OrderReport> OpenOrders { get; init; }

    /// <summary>Money that came or went since the day opened, fees and profits among it; empty where the exchange has no list.</summary>
    public ImmutableArray<IncomeReport> Incomes { get; init; } = [];

    /// <summary>Conditional orders that wait for their trigger.</summary>
    public ImmutableArray<AlgoOrderReport> OpenAlgoOrders { get; init; } = [];

    /// <summary>Conditional orders of unknown outcome that the exchange knows after all.</summary>
    public ImmutableArray<AlgoOrderReport> FoundAlgoOrders { get; init; } = [];

    /// <summary>Orders of unknown outcome that the exchange knows after all; read after the fills, so that no fill lacks its order.</summary>
    public ImmutableArray<OrderReport> FoundOrders { get; init; } = [];

    /// <summary>Fills since the last ones in the journal.</summary>
    public required ImmutableArray<Fill> Fills { get; init; }
}
