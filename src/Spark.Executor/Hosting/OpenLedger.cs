using System.Text.Json;
using Spark.Binance.Clock;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Domain.Accounts;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;

namespace Spark.Executor.Hosting;

/// <summary>An account's ledger, locked for this process: its journal and the state that it gives back.</summary>
internal sealed class OpenLedger : IAsyncDisposable
{
    private readonly LedgerLock _lock;

    private OpenLedger(LedgerLock held, SqliteJournal journal, LedgerState state, string folder) =>
        (_lock, Journal, State, Folder) = (held, journal, state, folder);

    public SqliteJournal Journal { get; }

    public LedgerState State { get; }

    /// <summary>Names the account: the folder's name.</summary>
    public string Account => Path.GetFileName(Folder);

    /// <summary>Where its files are.</summary>
    public string Folder { get; }

    public static async Task<OpenLedger> OpenAsync(ExecutorSettings settings, TimeProvider time, CancellationToken ct)
    {
        var exchange = await ExchangeNameAsync(settings, time, ct);
        var folder = LedgerFolder.Of(settings.DataFolder, VenueSettings.Word(settings.Venue), exchange, settings.Credentials.ApiKey);
        Directory.CreateDirectory(folder);
        var held = LedgerLock.Take(folder, LedgerLock.ThisProcess(settings.Urls));
        try
        {
            var journal = SqliteJournal.Open(folder);
            return new OpenLedger(held, journal, Restore(journal, settings), folder);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        _lock.Dispose();
    }

    private static LedgerState Restore(SqliteJournal journal, ExecutorSettings settings)
    {
        var contents = journal.Read();
        var start = contents.Checkpoint is { } text
            ? JsonSerializer.Deserialize(text, JournalJson.Default.LedgerCheckpoint)!.Restore() : LedgerState.Empty;
        var state = contents.Entries.Aggregate(start, LedgerFold.Apply);
        return state with { Breaker = state.Breaker with { Enabled = settings.Limits.CircuitBreakerEnabled } };
    }

    // The embedded exchange has an id of its own, which a reset changes; elsewhere the host names the exchange.
    private static async Task<string> ExchangeNameAsync(ExecutorSettings settings, TimeProvider time, CancellationToken ct)
    {
        if (settings.Venue != Venue.Simulator) return settings.Exchange.Rest.Host;
        using var client = new BinanceRestClient(BinanceHttp.CreateClient(), settings.Exchange, null, new ServerClock(time), time, new Random());
        return await client.ExchangeIdAsync(ct) switch
        {
            ExchangeResult<string?>.Ok ok => ok.Value ?? $"{settings.Exchange.Rest.Host}-{settings.Exchange.Rest.Port}",
            _ => throw new ExchangeSilentException(settings.Exchange.Rest),
        };
    }
}
