using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Copilot.Conversation;
using Spark.Copilot.Executor;

namespace Spark.Copilot.Confirmations;

/// <summary>
/// What waits for a person, whoever asked for it through this copilot: another page, a batch, a language-model client. It knows ids and
/// summaries, so that a page can lead to the confirmation; nothing here can confirm.
/// </summary>
internal sealed class PendingConfirmations : IDisposable
{
    private const int Most = 200;

    private readonly ExecutorClient _executor;
    private readonly TimeProvider _time;
    private ImmutableList<WaitingConfirmation> _waiting = [];

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
    public IReadOnlyList<WaitingConfirmation> Waiting
    {
        get
        {
            var now = _time.GetUtcNow();
            return [.. Volatile.Read(ref _waiting).Where(one => one.ExpiresAt > now).OrderBy(one => one.ExpiresAt)];
        }
    }

    /// <summary>The id of the page on which <paramref name="id"/> is confirmed: its own, or one that it shares with what was asked for with it.</summary>
    public string PageOf(string id) => JointConfirmation.PageOf(id, Waiting);

    /// <summary>It was confirmed, or refused while it was.</summary>
    public void Settle(string id, Confirmed outcome)
    {
        Forget(id);
        Settled?.Invoke(id, outcome);
    }

    /// <summary>It can't be confirmed any more.</summary>
    public void Forget(string id)
    {
        if (Volatile.Read(ref _waiting).All(one => one.Id != id)) return;
        ImmutableInterlocked.Update(ref _waiting, (waiting, gone) => waiting.RemoveAll(one => one.Id == gone), id);
        Changed?.Invoke();
    }

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
        ImmutableInterlocked.Update(ref _waiting, Added, (fresh, Now: _time.GetUtcNow()));
        Changed?.Invoke();
    }

    private static ImmutableList<WaitingConfirmation> Added(ImmutableList<WaitingConfirmation> waiting, (WaitingConfirmation Fresh, DateTimeOffset Now) with)
    {
        var left = waiting.RemoveAll(one => one.ExpiresAt <= with.Now || one.Id == with.Fresh.Id).Add(with.Fresh);
        return left.Count > Most ? left.RemoveAt(0) : left;
    }
}
