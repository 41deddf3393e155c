using System.Collections.Immutable;
using Spark.Executor.Journal;

namespace Spark.Executor.Account;

/// <summary>Does what the account core asks for. Nothing here blocks: calls run on their own, their results come back as messages.</summary>
internal interface IEffectRunner
{
    /// <summary>Does it.</summary>
    void Run(Effect effect);

    /// <summary>These entries are durable now: metrics count them, before anybody is answered.</summary>
    void Committed(ImmutableArray<JournalEntry> entries);

    /// <summary>Tells operators of them, once all that waited for them has been done.</summary>
    void Tell(ImmutableArray<JournalEntry> entries);

    /// <summary>Puts a message into the account's mailbox.</summary>
    void Post(AccountMessage message);
}
