using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spark.Contracts;
using Spark.Copilot.Conversation;
using Spark.Copilot.Feed;
using Spark.Copilot.Language;

namespace Spark.Copilot.Suggestions;

/// <summary>
/// The one list of suggestions and alerts in this process: pages subscribe here, the hub and the endpoint read it. It looks whenever the
/// desk changes, and the desk is kept fresh while a page or a hub client looks, and for a minute after somebody asked.
/// </summary>
public sealed class SuggestionDesk : IDisposable
{
    private const int MostAlerts = 100;

    private static readonly TimeSpan KeepLooking = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FreshEnough = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // A record of the audit and the alert that went with it are of one moment.
    private static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(1);

    private readonly DateTimeOffset _since;
    private readonly Lock _gate = new();
    private readonly Desk _desk;
    private readonly SuggestionTexts _texts;
    private readonly TimeProvider _time;
    private SuggestionBook _book = SuggestionBook.Empty;
    private ImmutableList<AlertEvent> _alerts = [];
    private IDisposable? _lease;
    private ITimer? _leaseEnd;

    internal SuggestionDesk(Desk desk, SuggestionTexts texts, TimeProvider time)
    {
        (_desk, _texts, _time) = (desk, texts, time);
        desk.Changed += Look;
        desk.Alerted += Take;
        desk.Missed += Take;
        _since = time.GetUtcNow();
    }

    /// <summary>A suggestion came. Raised on a background thread; handlers hand over and return.</summary>
    public event Action<Suggestion>? Raised;

    /// <summary>A suggestion went, by itself or dismissed.</summary>
    public event Action<Suggestion>? Cleared;

    /// <summary>Something a person should know now.</summary>
    public event Action<AlertEvent>? Alerted;

    /// <summary>Suggestions that stand, newest first.</summary>
    public IReadOnlyList<Suggestion> Open => Volatile.Read(ref _book).Open;

    /// <summary>The last alerts, newest first: of this process's life, and of the day before it as far as the audit tells.</summary>
    public IReadOnlyList<AlertEvent> Alerts => Volatile.Read(ref _alerts);

    /// <summary>When the executor was last read; null: never.</summary>
    public DateTimeOffset? AsOf => _desk.Now.ReadAt;

    /// <summary>Keeps looking until disposed.</summary>
    public IDisposable Watch() => _desk.Watch();

    /// <summary>Takes a suggestion away for as long as its cause lasts; false when it doesn't stand.</summary>
    public bool Dismiss(string id)
    {
        Suggestion? was;
        lock (_gate)
        {
            was = _book.Open.FirstOrDefault(one => one.Id == id);
            if (was is null) return false;
            Volatile.Write(ref _book, _book.Dismissed(id, _time.GetUtcNow()));
        }
        Cleared?.Invoke(was);
        return true;
    }

    /// <summary>Looks for somebody who asks once: waits for a fresh picture, at most 5 s, and goes on looking for a minute.</summary>
    public async Task AskAsync(CancellationToken ct)
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnChange()
        {
            if (IsFresh()) read.TrySetResult();
        }
        _desk.Changed += OnChange;
        try
        {
            Lease();
            if (IsFresh()) return;
            await read.Task.WaitAsync(Patience, _time, ct);
        }
        catch (TimeoutException)
        {
            // The executor is silent: what was known is told, with its age.
        }
        finally
        {
            _desk.Changed -= OnChange;
        }
    }

    /// <summary>A suggestion as JSON, in a language: <c>tr</c> or <c>en</c>.</summary>
    public JsonObject ToJson(Suggestion suggestion, string language)
    {
        var (seen, spoken) = (suggestion.Seen, SpokenLanguageExtensions.FromCode(language));
        return new JsonObject
        {
            ["id"] = suggestion.Id,
            ["code"] = seen.Code,
            ["severity"] = Severity(seen.Severity),
            ["at"] = suggestion.RaisedAt,
            ["title"] = _texts.Say(spoken, seen, "title"),
            ["text"] = _texts.Say(spoken, seen, "text"),
            ["why"] = _texts.Say(spoken, seen, "why"),
            ["draft"] = CardOf(suggestion, language)?.ToJson(),
        };
    }

    /// <summary>The draft as a card for a page; null when there is none.</summary>
    public ActionCard? CardOf(Suggestion suggestion, string language) =>
        suggestion.Seen.Draft?.ToCard(suggestion.Id, _texts.Say(SpokenLanguageExtensions.FromCode(language), suggestion.Seen, "reason"));

    public void Dispose()
    {
        _desk.Changed -= Look;
        _desk.Alerted -= Take;
        _desk.Missed -= Take;
        EndLease();
    }

    internal static string Severity(SuggestionSeverity severity) => severity switch
    {
        SuggestionSeverity.Critical => "critical",
        SuggestionSeverity.Warning => "warning",
        _ => "info",
    };

    private bool IsFresh() => _desk.Now is { Answering: true, ReadAt: { } at } && _time.GetUtcNow() - at <= FreshEnough;

    private void Look()
    {
        IReadOnlyList<Suggestion> raised, cleared;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (SuggestionRules.Look(_desk.Now, now, _book.Stands) is not { } seen) return;
            Volatile.Write(ref _book, _book.After(seen, now, out raised, out cleared));
        }
        foreach (var one in cleared) Cleared?.Invoke(one);
        foreach (var one in raised) Raised?.Invoke(one);
    }

    private void Take(AlertEvent alert)
    {
        ImmutableInterlocked.Update(ref _alerts, (alerts, fresh) => alerts.Insert(0, fresh) is { Count: > MostAlerts } many ? many.RemoveAt(MostAlerts) : alerts.Insert(0, fresh), alert);
        Alerted?.Invoke(alert);
    }

    // Told once: what was heard live is not told again, and what was before this process only stands in the list.
    private void Take(IReadOnlyList<AlertEvent> missed)
    {
        foreach (var alert in missed)
        {
            var isNew = false;
            ImmutableInterlocked.Update(ref _alerts, alerts =>
            {
                isNew = !alerts.Exists(known => known.Code == alert.Code && (known.At - alert.At).Duration() < SameMoment);
                return isNew ? [.. alerts.Add(alert).OrderByDescending(one => one.At).Take(MostAlerts)] : alerts;
            });
            if (isNew && alert.At >= _since) Alerted?.Invoke(alert);
        }
    }

    private void Lease()
    {
        lock (_gate)
        {
            _lease ??= _desk.Watch();
            _leaseEnd ??= _time.CreateTimer(static desk => ((SuggestionDesk)desk!).EndLease(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _leaseEnd.Change(KeepLooking, Timeout.InfiniteTimeSpan);
        }
    }

    private void EndLease()
    {
        lock (_gate)
        {
            _lease?.Dispose();
            _leaseEnd?.Dispose();
            (_lease, _leaseEnd) = (null, null);
        }
    }
}
