using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;
using Spark.Copilot.Executor;

namespace Spark.Copilot.Confirmations;

/// <summary>
/// What waits for a person, whoever asked for it: another page, a batch, a language-model client, and, by the executor's own list, a script
/// that went straight to it. It knows ids and summaries, so that a page can lead to the confirmation; nothing here can confirm.
/// </summary>
internal sealed class PendingConfirmations : IDisposable
{
    private readonly ExecutorClient _executor;
    private readonly TimeProvider _time;
    private WaitingBook _book = WaitingBook.Empty;

    public PendingConfirmations(ExecutorClient executor, TimeProvider time)
    {
        (_executor, _time) = (executor, time);
        executor.Answered += Take;
    }

    /// <summary>Something came or went. Raised on the thread that did it; handlers hand over and return.</summary>
    public event Action? Changed;

    /// <summary>A confirmation was answered, here or in another window.</summary>
    public event Action<string, Confirmed>? Settled;

    /// <summary>What has not expired, the most pressing first.</summary>
    public IReadOnlyList<WaitingConfirmation> Waiting => Volatile.Read(ref _book).At(_time.GetUtcNow());

    /// <summary>The id of the page on which <paramref name="id"/> is confirmed: its own, or one that it shares with what was asked for with it.</summary>
    public string PageOf(string id) => JointConfirmation.PageOf(id, Waiting);

    /// <summary>It was confirmed, or refused while it was.</summary>
    public void Settle(string id, Confirmed outcome)
    {
        Forget(id);
        Settled?.Invoke(id, outcome);
    }

    /// <summary>It can't be confirmed any more.</summary>
    public void Forget(string id) => Change(book => book.Forget(id, _time.GetUtcNow()));

    /// <summary>The executor listed what is pending there, asked at <paramref name="askedAt"/>.</summary>
    public void Know(IReadOnlyList<WaitingConfirmation> listed, DateTimeOffset askedAt) => Change(book => book.Know(listed, askedAt, _time.GetUtcNow()));

    public void Dispose() => _executor.Answered -= Take;

    private void Take(ActionOutcome outcome)
    {
        if (outcome is not { AwaitsPerson: true, ConfirmationId: { } id }) return;
        var confirmation = outcome.Body["confirmation"];
        if (!DateTimeOffset.TryParse((string?)confirmation?["expiresAt"], CultureInfo.InvariantCulture, out var expires)) return;
        var action = confirmation["action"] as JsonObject;
        var fresh = new WaitingConfirmation(id, (string?)confirmation["summary"] ?? "", expires)
        {
            Step = JointConfirmation.StepOf((string?)action?["action"], action?["params"] as JsonObject),
        };
        Change(book => book.Hear(fresh, _time.GetUtcNow()));
    }

    private void Change(Func<WaitingBook, WaitingBook> step)
    {
        var before = Waiting;
        ImmutableInterlocked.Update(ref _book, step);
        if (!Waiting.SequenceEqual(before)) Changed?.Invoke();
    }
}
