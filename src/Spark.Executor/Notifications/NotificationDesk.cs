using System.Threading.Channels;
using Polly;
using Polly.Retry;
using Spark.Contracts;
using Spark.Executor.Hub;
using Spark.Telemetry;

namespace Spark.Executor.Notifications;

/// <summary>
/// Tells people of alerts: log and hub at once, the others from a queue of their own each, so that a slow one holds nobody up. Repeats
/// within ten minutes are held back, failures retried, what can't be delivered is kept.
/// </summary>
internal sealed partial class NotificationDesk : BegunService
{
    private const int MostWaiting = 1_000;

    private const int MostAttempts = 5;

    /// <summary>How long the same thing is told once.</summary>
    public static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Repeats _repeats = new(RepeatWindow);
    private readonly (INotifier Notifier, Channel<Notice> Queue)[] _ways;
    private readonly ResiliencePipeline<Delivery> _retry;
    private readonly DeadLetters _dead;
    private readonly HubPublisher _hub;
    private readonly NotificationSettings _settings;
    private readonly string _source;
    private readonly TimeProvider _time;
    private readonly ILogger<NotificationDesk> _log;
    private readonly Channel<(INotifier Notifier, Notice Notice)> _dropped =
        Channel.CreateBounded<(INotifier, Notice)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private long _delivered;
    private long _held;

    public NotificationDesk(IEnumerable<INotifier> notifiers, DeadLetters dead, HubPublisher hub, NotificationSettings settings, string source, TimeProvider time, ILogger<NotificationDesk> log)
    {
        (_dead, _hub, _settings, _source, _time, _log) = (dead, hub, settings, source, time, log);
        _ways = [.. notifiers.Select(notifier => (notifier, QueueOf(notifier)))];
        _retry = new ResiliencePipelineBuilder<Delivery> { TimeProvider = time }.AddRetry(new RetryStrategyOptions<Delivery>
        {
            ShouldHandle = new PredicateBuilder<Delivery>().HandleResult(result => result is Delivery.Failed),
            MaxRetryAttempts = MostAttempts - 1,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromMinutes(1),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        }).Build();
    }

    public NotificationsResponse Status => new()
    {
        Notifiers = [.. _ways.Select(way => way.Notifier.Name)],
        Delivered = Interlocked.Read(ref _delivered),
        Repeats = Interlocked.Read(ref _held),
        DeadLetters = _dead.Newest,
        Timestamp = _time.GetUtcNow(),
    };

    /// <summary>Never waits.</summary>
    public void Tell(AlertEvent alert)
    {
        LogAlert(_log, alert.Severity, alert.Code, alert.Message);
        _hub.Publish(HubEvents.Alert, alert);
        if (_ways.Length == 0) return;
        int held;
        lock (_lock)
        {
            if (!_repeats.Lets($"{alert.Code}/{alert.Severity}", alert.Subject, alert.At, out held))
            {
                Interlocked.Increment(ref _held);
                return;
            }
        }
        Queue(alert, held);
    }

    /// <summary>A test: every way gets it, whatever it wants, and it is no repeat.</summary>
    public void TellTest()
    {
        var alert = Alerts.Test(_time.GetUtcNow());
        _hub.Publish(HubEvents.Alert, alert with { Severity = Severities.Info });
        Queue(alert, held: 0);
    }

    protected override Task RunAsync(CancellationToken ct) => Task.WhenAll([.. _ways.Select(way => DeliverAsync(way.Notifier, way.Queue.Reader, ct)), KeepDroppedAsync(ct)]);

    // The oldest gives way, and who drops it is whoever tells of an alert: it waits for no disk.
    private Channel<Notice> QueueOf(INotifier notifier) => Channel.CreateBounded<Notice>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, dropped => _dropped.Writer.TryWrite((notifier, dropped)));

    private async Task KeepDroppedAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var (notifier, notice) in _dropped.Reader.ReadAllAsync(ct)) Keep(notifier, notice, "its queue was full", attempts: 0);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            while (_dropped.Reader.TryRead(out var left)) Keep(left.Notifier, left.Notice, "its queue was full", attempts: 0);
        }
    }

    private void Queue(AlertEvent alert, int held)
    {
        var notice = new Notice(alert, NoticeTexts.Title(alert.Code, _settings.Language), NoticeTexts.Body(alert, held, _settings.Language), _source);
        foreach (var (notifier, queue) in _ways)
        {
            if (notifier.Wants(notice)) queue.Writer.TryWrite(notice);
        }
    }

    private async Task DeliverAsync(INotifier notifier, ChannelReader<Notice> queue, CancellationToken ct)
    {
        try
        {
            await foreach (var notice in queue.ReadAllAsync(ct)) await DeliverAsync(notifier, notice, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: what waits is in log and audit.
        }
    }

    private async Task DeliverAsync(INotifier notifier, Notice notice, CancellationToken ct)
    {
        var attempts = 0;
        var outcome = await _retry.ExecuteAsync(async token =>
        {
            attempts++;
            return await notifier.TellAsync(notice, token);
        }, ct);
        var why = outcome switch { Delivery.Failed failed => failed.Why, Delivery.Refused refused => refused.Why, _ => null };
        if (why is null)
        {
            Interlocked.Increment(ref _delivered);
            return;
        }
        Keep(notifier, notice, why, attempts);
    }

    private void Keep(INotifier notifier, Notice notice, string why, int attempts)
    {
        LogDead(_log, notifier.Name, notice.Alert.Code, why, attempts);
        try
        {
            _dead.Keep(new DeadLetterView(notifier.Name, notice.Alert.Code, notice.Alert.Severity, notice.Alert.Message, why, attempts, _time.GetUtcNow()));
        }
        catch (IOException e)
        {
            LogNotKept(_log, e, notice.Alert.Code);
        }
    }

    [LoggerMessage(EventId = 2321, Level = LogLevel.Warning, Message = "Alert ({Severity}) {Code}: {Text}")]
    private static partial void LogAlert(ILogger log, string severity, string code, string text);

    [LoggerMessage(EventId = 2322, Level = LogLevel.Error, Message = "{Notifier} did not take the notice {Code}: {Why} after {Attempts} attempts")]
    private static partial void LogDead(ILogger log, string notifier, string code, string why, int attempts);

    [LoggerMessage(EventId = 2323, Level = LogLevel.Error, Message = "The undelivered notice {Code} could not be kept")]
    private static partial void LogNotKept(ILogger log, Exception e, string code);
}
