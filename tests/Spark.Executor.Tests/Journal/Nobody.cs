using System.Collections.Immutable;
using Spark.Executor.Account;
using Spark.Executor.Journal;

namespace Spark.Executor.Tests.Journal;

/// <summary>Does nothing of what the outbox asks for.</summary>
internal sealed class Nobody : IEffectRunner
{
    public void Run(Effect effect)
    {
    }

    public void Committed(ImmutableArray<JournalEntry> entries)
    {
    }

    public void Tell(ImmutableArray<JournalEntry> entries)
    {
    }

    public void Post(AccountMessage message)
    {
    }
}
