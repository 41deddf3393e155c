using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Journal;

namespace Spark.Executor.Tests.Journal;

/// <summary>Dry runs in the journal: written by hand, behind, and many at a stroke.</summary>
public sealed class DryRunRecordTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, 123, TimeSpan.Zero);

    private static readonly Gen<OrderDryRun> Any =
        from id in Gen.Int[0, 1_000_000]
        from side in Gen.Enum<Side>()
        from type in Gen.Enum<OrderType>()
        from quantity in Gen.Decimal[0.001m, 1_000]
        from price in Gen.Decimal[0.0000001m, 100_000].Nullable()
        from mark in Gen.Decimal[0.0000001m, 100_000].Nullable()
        from reduceOnly in Gen.Bool
        from ms in Gen.Long[0, 4_000_000_000_000]
        from actor in Gen.OneOf(Gen.Const("person:local"), Gen.Const("agent:mcp"), Gen.Const("person:O'Neil <ops> \"çığ\" & co"))
        select new OrderDryRun(
            new OrderIntent
            {
                ClientOrderId = ClientOrderId.ForIntent($"{id:d28}"),
                Symbol = Symbol.Parse("BTCUSDT"),
                Side = side,
                Type = type,
                Quantity = quantity,
                Price = price,
                StopPrice = mark,
                ReduceOnly = reduceOnly,
            },
            mark) { At = DateTimeOffset.FromUnixTimeMilliseconds(ms), Actor = actor };

    [Fact]
    public void What_is_written_by_hand_is_what_the_generated_code_writes() => Any.Sample(
        entry => Assert.Equal(JsonSerializer.Serialize<JournalEntry>(entry, JournalJson.Default.JournalEntry), TextOf(entry)), iter: 500);

    [Fact]
    public async Task Dry_runs_are_durable_a_moment_later_and_many_at_once()
    {
        const int AtOneStroke = 128;
        using var folder = new JournalFolder();
        await using var journal = folder.Open();
        var clock = new FakeTimeProvider(Noon);
        using var outbox = new Outbox(journal, new Nobody(), clock, NullLogger<Outbox>.Instance);
        var running = outbox.RunAsync();
        for (var i = 0; i < AtOneStroke; i++) Assert.True(await outbox.NoteAsync([Any.Single()], TestContext.Current.CancellationToken));
        await HoldsAsync(journal, AtOneStroke);

        for (var i = 1; i < AtOneStroke; i++) await outbox.NoteAsync([Any.Single()], TestContext.Current.CancellationToken);
        Assert.Equal(AtOneStroke, journal.LastSeq);
        clock.Advance(TimeSpan.FromMilliseconds(20));
        await HoldsAsync(journal, (2 * AtOneStroke) - 1);

        outbox.Complete();
        await running;
    }

    private static async Task HoldsAsync(SqliteJournal journal, long records)
    {
        while (journal.LastSeq < records) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private static string TextOf(JournalEntry entry)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) EntryJson.Write(json, entry);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
