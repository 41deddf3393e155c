using System.Collections.Immutable;
using Spark.Domain.Accounts;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting;

/// <summary>How the embedded exchange is hosted.</summary>
public sealed record SimulatorSettings
{
    /// <summary>Where to listen: loopback addresses, <c>;</c> between several. <c>localhost</c> means both loopbacks; port 0 takes a free one (not with localhost).</summary>
    public string Urls { get; init; } = "http://localhost:4002";

    /// <summary>Spark's data folder; the exchange lives in <c>exchange</c> below it. Null: in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Decides every price and quote. A remembered exchange keeps the seed it began with.</summary>
    public ulong Seed { get; init; } = 20_26;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Accounts opened at start besides <see cref="SimulatedAccount.WellKnown"/>; one that exists already is kept as it is. By default the executor's own.</summary>
    public ImmutableArray<SimulatedAccount> Accounts { get; init; } = [new(EmbeddedExchange.ExecutorKey, EmbeddedExchange.ExecutorSecret)];

    /// <summary>Host names that <c>/sim</c> accepts besides the loopback ones.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    public ImmutableArray<MarketProfile> Markets { get; init; } = ContractTable.Default;

    public FeeSchedule Fees { get; init; } = FeeSchedule.BaseTier;

    /// <summary>Whether the engine's order of a triggered stop carries its client algo id; the exchange documents neither.</summary>
    public bool TriggeredOrdersKeepClientId { get; init; } = true;

    /// <summary>
    /// Whether a reduce-only order is refused with -4118 while resting ones take up the whole position, as was reported in 2026-08;
    /// the exchange documents neither.
    /// </summary>
    public bool RestingOrdersHoldThePosition { get; init; }

    /// <summary>How often open sockets are pinged.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a pong may take before its socket is cut.</summary>
    public TimeSpan PongWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>REQUEST_WEIGHT a minute and address.</summary>
    public int WeightPerMinute { get; init; } = 2400;

    /// <summary>ORDERS in ten seconds and account.</summary>
    public int OrdersPerTenSeconds { get; init; } = 300;

    /// <summary>ORDERS a minute and account.</summary>
    public int OrdersPerMinute { get; init; } = 1200;

    /// <summary>Length of a tick of the markets when nobody calls.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Services of an embedding host, such as its own lifetime; null: none.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>Where log lines go; null: nowhere.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}
