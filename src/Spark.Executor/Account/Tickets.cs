using System.Collections.Concurrent;
using Spark.Contracts;

namespace Spark.Executor.Account;

/// <summary>Pairs questions to the account with those who wait for the answers.</summary>
internal sealed class Tickets
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<AccountReply>> _open = new();
    private long _last;

    /// <summary>A new ticket and the answer to come.</summary>
    public (long Ticket, Task<AccountReply> Reply) Draw()
    {
        var ticket = Interlocked.Increment(ref _last);
        var source = new TaskCompletionSource<AccountReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[ticket] = source;
        return (ticket, source.Task);
    }

    /// <summary>Answers, once.</summary>
    public void Answer(long ticket, AccountReply reply)
    {
        if (_open.TryRemove(ticket, out var source)) source.TrySetResult(reply);
    }

    /// <summary>The account has stopped: whoever still waits hears that the outcome is not known here.</summary>
    public void Abandon()
    {
        foreach (var ticket in _open.Keys)
        {
            Answer(ticket, new AccountReply(StatusCodes.Status503ServiceUnavailable, new ErrorResponse("ExecutionUnknown",
                "The executor stopped before the answer came: look at the orders and the audit after its next start.")));
        }
    }
}
