using System.Collections.Immutable;
using Spark.Contracts;

namespace Spark.Executor.Account;

/// <summary>A cancel of one or many orders: the reply goes out when every part has ended.</summary>
internal sealed record CancelSweep(string OutcomeKey, bool Single, int Left, ImmutableArray<CancelView> Done);
