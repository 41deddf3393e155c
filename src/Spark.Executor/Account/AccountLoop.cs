using System.Threading.Channels;
using Spark.Telemetry;

namespace Spark.Executor.Account;

/// <summary>
/// The account's one writer: messages in, one step at a time, effects out through the outbox. Readers look at <see cref="View"/>.
/// </summary>
internal sealed partial class AccountLoop(
    AccountState initial, Channel<AccountMessage> inbox, Outbox outbox, IEffectRunner effects, Func<StepContext> context, ILogger<AccountLoop> log)
{
    // An idle account runs on the thread that brings a message, which is spared a wake-up of another; after so many it goes on elsewhere.
    private const int MostOnABorrowedThread = 16;

    private AccountState _view = initial;
    private TaskCompletionSource _changed = New();

    /// <summary>The newest state. Reading it never waits.</summary>
    public AccountState View => Volatile.Read(ref _view);

    /// <summary>Ends when the state has changed after this was read.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Puts a message into the mailbox; false when the account has stopped.</summary>
    public bool Post(AccountMessage message) => inbox.Writer.TryWrite(SparkActivity.Here is var here && here == default ? message : message with { Trace = here });

    /// <summary>No more messages will be taken; what is in the mailbox is still handled.</summary>
    public void Complete() => inbox.Writer.TryComplete();

    /// <summary>Runs until <see cref="Complete"/>.</summary>
    public async Task RunAsync()
    {
        while (await inbox.Reader.WaitToReadAsync())
        {
            for (var handled = 0; inbox.Reader.TryRead(out var message); handled++)
            {
                if (handled == MostOnABorrowedThread) await Task.Yield();
                HandleSafely(message);
            }
        }
        outbox.Complete();
    }

    private void HandleSafely(AccountMessage message)
    {
        try
        {
            Handle(message);
        }
        catch (Exception e)
        {
            // A bug in one decision must not stop the account: nothing of it was done, and the state is as before.
            LogFailed(log, e, message.GetType().Name);
            if (message is AccountMessage.Ask ask) effects.Run(new Effect.Reply(ask.Request.Ticket, Failed(ask.Request.Action.Definition.Path)));
            if (message is AccountMessage.Claim claim) effects.Run(new Effect.Reply(claim.Ticket, Failed(claim.Action.Definition.Path)));
            if (message is AccountMessage.Confirm confirm) effects.Run(new Effect.Reply(confirm.Ticket, Failed("The confirmation")));
        }
    }

    private void Handle(AccountMessage message)
    {
        var step = AccountCore.Step(_view, message, context());
        if (!ReferenceEquals(step.State, _view))
        {
            Volatile.Write(ref _view, step.State);
            Interlocked.Exchange(ref _changed, New()).SetResult();
        }
        using var activity = SparkActivity.Continue("account", message.Trace);
        foreach (var effect in step.Now) effects.Run(effect);
        if (!step.Entries.IsEmpty || !step.AfterCommit.IsEmpty) outbox.Post(step with { Trace = message.Trace });
    }

    private static AccountReply Failed(string what) => new(StatusCodes.Status500InternalServerError,
        new Spark.Contracts.ErrorResponse("InternalError", $"{what} failed inside the executor; nothing was carried out."));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(EventId = 2310, Level = LogLevel.Critical, Message = "The account failed on a {Message} message; nothing of it was done")]
    private static partial void LogFailed(ILogger log, Exception e, string message);
}
