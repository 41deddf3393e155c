using System.Collections.Immutable;
using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>A symbol's brackets, smallest notional first.</summary>
public sealed record LeverageBrackets(Symbol Symbol, ImmutableArray<LeverageBracket> Brackets);
