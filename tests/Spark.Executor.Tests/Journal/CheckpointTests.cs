using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Journal;

/// <summary>A start after a crash reads what came after the last checkpoint, and knows as much as if it had read everything.</summary>
public sealed class CheckpointTests
{
    private const long Every = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_power_cut_leaves_a_checkpoint_from_which_the_next_start_knows_all_that_the_whole_journal_tells()
    {
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions { ExchangeOnDisk = true, Settings = new Dictionary<string, string> { ["FUTURES_MAX_NOTIONAL"] = "1000" } });
        await s.StopExecutorAsync();
        await s.StartExecutorAsync(settings => settings with { CheckpointEvery = Every }, Ct);
        var clean = Journal(s).CheckpointSeq;
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "type":"LIMIT","price":56000 """);
        await s.EventuallyAsync(async () =>
        {
            await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
            return await s.Executor.PostAsync("/futures/position.close", """{"symbol":"BTCUSDT"}""", Ct);
        }, _ => Journal(s).CheckpointSeq >= clean + Every, Ct);
        await s.UntilAsync(state => state.Waiting.IsEmpty && state.Closings.IsEmpty, Ct);

        await s.KillExecutorAsync(Ct);

        var journal = Journal(s);
        var (seq, checkpoint, entries) = Read(journal);
        Assert.True(seq >= clean + Every);
        var sinceCheckpoint = entries.Aggregate(Of(checkpoint), LedgerFold.Apply);
        var whole = All(journal).Take((int)seq + entries.Length).Aggregate(LedgerState.Empty, LedgerFold.Apply);
        Assert.Equal(Text(whole), Text(sinceCheckpoint));
        Assert.Equal("spk-", Assert.Single((await s.Executor.GetAsync("/futures/openOrders", Ct)).At("orders").EnumerateArray()).GetProperty("clientOrderId").GetString()![..4]);
        var verdicts = JournalCheck.Find(s.DataFolder).Select(JournalCheck.Verify);
        Assert.IsType<JournalVerdict.Intact>(Assert.Single(verdicts));
    }

    [Fact]
    public async Task A_journal_is_read_while_it_is_gone_through()
    {
        using var folder = new JournalFolder();
        await using var journal = folder.Open();
        journal.Append([.. Enumerable.Range(1, 1_000).Select(i => new PnlRecorded(-i, Guardrails.Breaker.BreakerState.Closed) { At = DateTimeOffset.UnixEpoch, Actor = "test" })]);
        folder.Execute("UPDATE audit SET data = 'not json' WHERE seq = 500");

        // What is behind the broken record isn't touched before it is reached.
        Assert.Equal(-3, journal.Read().Entries.OfType<PnlRecorded>().Skip(2).First().Pnl);
        Assert.Throws<JsonException>(() => journal.Read().Entries.Count());
    }

    private static IJournal Journal(Scenario s) => s.Services.GetRequiredService<IJournal>();

    // The executor goes on: read until no checkpoint came between.
    private static (long Seq, string Checkpoint, JournalEntry[] Entries) Read(IJournal journal)
    {
        while (true)
        {
            var seq = journal.CheckpointSeq;
            var contents = journal.Read();
            var entries = contents.Entries.ToArray();
            if (journal.CheckpointSeq == seq) return (seq, contents.Checkpoint!, entries);
        }
    }

    private static IEnumerable<JournalEntry> All(IJournal journal)
    {
        var after = 0L;
        while (journal.ReadAudit(after, 1_000) is { Count: > 0 } page)
        {
            foreach (var record in page) yield return JsonSerializer.Deserialize(record.Data, JournalJson.Default.JournalEntry)!;
            after = page[^1].Seq;
        }
    }

    private static LedgerState Of(string checkpoint) => JsonSerializer.Deserialize(checkpoint, JournalJson.Default.LedgerCheckpoint)!.Restore();

    private static string Text(LedgerState state)
    {
        var all = LedgerCheckpoint.Of(state);
        return JsonSerializer.Serialize(all with
        {
            Orders = [.. all.Orders.OrderBy(order => order.Intent.ClientOrderId.Value, StringComparer.Ordinal)],
            Outcomes = [.. all.Outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal)],
        }, JournalJson.Default.LedgerCheckpoint);
    }
}
