using System.Collections.Immutable;

namespace Spark.Simulator.Hosting.Control;

/// <summary>What <c>GET /sim/status</c> tells.</summary>
public sealed record SimulatorStatus(
    string ExchangeId, ulong Seed, long Now, string? DataFolder, ImmutableArray<AccountStatus> Accounts, ImmutableArray<PriceStatus> Prices,
    ImmutableArray<FaultRequest> Faults);
