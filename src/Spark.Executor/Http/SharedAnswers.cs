using System.Collections.Frozen;
using Spark.Executor.Account;
using Spark.Executor.Market;
using Spark.Executor.Streams;
using Spark.Guardrails.Actions;

namespace Spark.Executor.Http;

/// <summary>The reads from memory that take no params, each answered with shared bytes.</summary>
internal sealed class SharedAnswers(Reads reads, AccountLoop account, LimitsInForce limits, MarketBoard board, StreamStates streams, TimeProvider time)
{
    private readonly FrozenDictionary<string, SharedAnswer> _byPath =
        ((string[])[ActionPaths.Health, ActionPaths.Account, ActionPaths.Positions, ActionPaths.OpenOrders, ActionPaths.RiskStatus])
        .ToFrozenDictionary(path => path, path => new SharedAnswer(() => Now(account, limits, board, streams, time), () => reads.FromMemory(path)), StringComparer.Ordinal);

    /// <summary>The shared answer of a read without params; null where there is none.</summary>
    public SharedAnswer? Find(string path) => _byPath.GetValueOrDefault(path);

    private static Moment Now(AccountLoop account, LimitsInForce limits, MarketBoard board, StreamStates streams, TimeProvider time) =>
        new(time.GetUtcNow().ToUnixTimeMilliseconds(), account.View, limits.Current, board.Marks, streams.Changes);
}
