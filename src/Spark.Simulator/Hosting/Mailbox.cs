using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Spark.Simulator.Faults;
using Spark.Simulator.Hosting.Streams;
using Spark.Simulator.Storage;

namespace Spark.Simulator.Hosting;

/// <summary>
/// The one road into the exchange. Whatever waits is carried out in turn, made durable together, and only then told:
/// events to the streams, answers to the callers.
/// </summary>
internal sealed partial class Mailbox : BackgroundService
{
    private const int LargestBatch = 512;

    private readonly Channel<Letter> _letters = Channel.CreateUnbounded<Letter>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SimulatorSettings _settings;
    private readonly ExchangeStore? _store;
    private readonly StreamHub _hub;
    private readonly FaultPlan _faults;
    private readonly ILogger<Mailbox> _logger;
    private StreamPublisher _publisher;
    private ExchangeInstance _instance;
    private int _tickWaiting;

    public Mailbox(SimulatorSettings settings, StreamHub hub, FaultPlan faults, ILogger<Mailbox> logger)
    {
        (_settings, _hub, _faults, _logger) = (settings, hub, faults, logger);
        _store = settings.DataFolder is { } folder ? ExchangeStore.Open(Path.Combine(folder, "exchange")) : null;
        (_instance, _publisher) = Attach(Remembered() ?? Fresh());
        faults.Struck += rule =>
        {
            if (rule.Kind == FaultKind.ExpireListenKey) _letters.Writer.TryWrite(new WorkLetter<bool>(static instance => instance.ListenKeys.ExpireAll()));
        };
        Save();
    }

    /// <summary>The exchange of the moment; read-only outside the mailbox.</summary>
    public ExchangeInstance Instance => Volatile.Read(ref _instance);

    /// <summary>The exchange's own time, ms UTC, skew included.</summary>
    public long ServerTime => Now + _faults.ClockSkew;

    private long Now => _settings.Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Carries <paramref name="work"/> out in turn and returns its answer once what it changed is durable.</summary>
    public async Task<T> AskAsync<T>(Func<ExchangeInstance, T> work, CancellationToken ct)
    {
        var letter = new WorkLetter<T>(work);
        if (!_letters.Writer.TryWrite(letter)) throw new OperationCanceledException("The exchange is stopping.");
        return await letter.Answer.WaitAsync(ct);
    }

    /// <summary>Wipes everything and begins a new exchange, whose id it returns.</summary>
    public Task<string> ResetAsync(CancellationToken ct) => AskAsync(_ =>
    {
        var fresh = Fresh();
        (_instance, _publisher) = Attach(fresh);
        _hub.CutAll();
        return fresh.Id;
    }, ct);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _letters.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _store?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var ticker = _settings.Time.CreateTimer(_ => Tick(), null, _settings.Tick, _settings.Tick);
        var batch = new List<Letter>(LargestBatch);
        while (await _letters.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < LargestBatch && _letters.Reader.TryRead(out var letter))
            {
                batch.Add(letter);
                CarryOut(letter);
            }
            Tell(batch);
            batch.Clear();
        }
    }

    private void Tick()
    {
        if (Interlocked.Exchange(ref _tickWaiting, 1) == 0) _letters.Writer.TryWrite(new TickLetter());
    }

    private void CarryOut(Letter letter)
    {
        if (letter is TickLetter) Volatile.Write(ref _tickWaiting, 0);
        _publisher.Attend();
        _instance.Simulation.AdvanceTo(Now);
        letter.CarryOut(_instance);
        foreach (var key in _instance.ListenKeys.TakeEnded(Now)) _publisher.ListenKeyExpired(key, ServerTime);
    }

    private void Tell(List<Letter> batch)
    {
        var failure = Save();
        _publisher.Publish();
        foreach (var letter in batch) letter.Deliver(failure);
    }

    /// <summary>Makes the changes durable; what could not be written stays waiting, and nobody is told that it was.</summary>
    private SqliteException? Save()
    {
        var unsaved = _instance.Unsaved;
        if (!unsaved.Any) return null;
        try
        {
            _store?.Commit(unsaved);
            unsaved.Clear();
            return null;
        }
        catch (SqliteException e)
        {
            NotSaved(_logger, e);
            return e;
        }
    }

    private ExchangeInstance Fresh()
    {
        var fresh = ExchangeInstance.Begin(ExchangeInstance.NewId(), _settings, Now);
        _store?.Begin(fresh.Id, fresh.Seed);
        return fresh;
    }

    private ExchangeInstance? Remembered() =>
        _store?.Load(Now) is { } saved ? ExchangeInstance.Resume(saved, _settings, Now) : null;

    private (ExchangeInstance, StreamPublisher) Attach(ExchangeInstance instance)
    {
        instance.Open(SimulatedAccount.WellKnown);
        foreach (var account in _settings.Accounts) instance.Open(account);
        var publisher = new StreamPublisher(_hub, _faults, instance);
        instance.Exchange.Observer = new FanOut(instance.Unsaved, publisher);
        return (instance, publisher);
    }

    [LoggerMessage(EventId = 4001, Level = LogLevel.Critical, Message = "The exchange's changes could not be written; callers are told that the outcome is unknown")]
    private static partial void NotSaved(ILogger logger, Exception e);
}
