using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Journal;

namespace Spark.Executor.Tests.Journal;

public sealed class SqliteJournalTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, 123, TimeSpan.Zero);

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_appended_is_read_back_to_the_last_digit_by_the_next_process()
    {
        JournalEntry[] entries = [Intended("spk-1"), new OrderReported(ClientOrderId.Parse("spk-1"), 7, OrderStatus.Filled, 0.001m, 65_000.10m, "answer") { At = Noon, Actor = "exchange" }, Filled(1)];
        await using (var journal = _folder.Open()) journal.Append(entries);

        await using var again = _folder.Open();
        Assert.Equal(entries, again.Read().Entries);
        Assert.Equal(3, again.LastSeq);
        Assert.True(again.HasClientOrderId(ClientOrderId.Parse("spk-1")));
        Assert.False(again.HasClientOrderId(ClientOrderId.Parse("spk-2")));
        Assert.Equal("65000.10", again.ReadFills(null, null, 10).Single().Price.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(1, again.LastTradeIds()[Symbol.Parse("BTCUSDT")]);
    }

    [Fact]
    public async Task What_was_appended_moves_into_the_database_while_the_journal_is_open()
    {
        await using var journal = _folder.Open();
        var database = new FileInfo(Path.Combine(_folder.Path, "journal.db"));
        var before = database.Length;
        for (var i = 0; i < 40; i++) journal.Append([.. Enumerable.Range(i * 50, 50).Select(n => Intended(FormattableString.Invariant($"spk-{n}")))]);

        while (database.Length < before + (100 * 1024))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
            database.Refresh();
        }
        Assert.Equal(2_000, journal.Read().Entries.Count());
        Assert.IsType<JournalVerdict.Intact>(JournalCheck.Verify(database.FullName));
    }

    [Fact]
    public async Task Every_kind_of_entry_survives_the_way_to_disk_and_back()
    {
        await using var journal = _folder.Open();
        var kinds = typeof(JournalEntry).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(JournalEntry))).ToArray();
        Assert.All(kinds, kind => Assert.NotEmpty(JournalKinds.Of((JournalEntry)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(kind))));
        Assert.Equal(kinds.Length, kinds.Select(kind => JournalKinds.Of((JournalEntry)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(kind))).Distinct().Count());
    }

    [Fact]
    public async Task The_chain_of_hashes_shows_a_changed_record()
    {
        await using (var journal = _folder.Open())
        {
            journal.Append([Intended("spk-1"), Intended("spk-2")]);
            journal.Append([Intended("spk-3")]);
            Assert.True(IsSound(journal.ReadAudit(0, 100)));
        }
        _folder.Execute("UPDATE audit SET data = replace(data, '0.001', '0.002') WHERE seq = 2");

        await using var changed = _folder.Open();
        Assert.False(IsSound(changed.ReadAudit(0, 100)));
    }

    [Fact]
    public async Task The_chain_goes_on_after_a_restart()
    {
        await using (var journal = _folder.Open()) journal.Append([Intended("spk-1")]);
        await using var again = _folder.Open();
        again.Append([Intended("spk-2")]);

        Assert.True(IsSound(again.ReadAudit(0, 100)));
    }

    [Fact]
    public async Task A_full_disk_writes_nothing_of_the_batch_and_the_journal_recovers()
    {
        await using var journal = _folder.Open();
        journal.Append([Intended("spk-1")]);
        using var limited = new FullDisk(journal);
        var batch = Enumerable.Range(2, 2_000).Select(i => (JournalEntry)Intended($"spk-{i}")).ToArray();
        Assert.Throws<JournalException>(() => journal.Append(batch));
        Assert.Throws<JournalException>(() => journal.Append(batch));

        Assert.Equal(1, journal.LastSeq);
        Assert.False(journal.HasClientOrderId(ClientOrderId.Parse("spk-2")));
        limited.Dispose();
        journal.Append([Intended("spk-2")]);
        Assert.Equal(2, journal.Read().Entries.Count());
        Assert.True(IsSound(journal.ReadAudit(0, 100)));
    }

    [Fact]
    public async Task A_fill_that_is_recorded_again_is_one_fill()
    {
        await using var journal = _folder.Open();
        journal.Append([Filled(1), Filled(1), Filled(2)]);
        Assert.Equal([1L, 2L], journal.ReadFills(null, null, 10).Select(fill => fill.TradeId));
    }

    [Fact]
    public async Task A_start_reads_the_checkpoint_and_what_came_after()
    {
        await using (var journal = _folder.Open())
        {
            journal.Append([Intended("spk-1")]);
            journal.Checkpoint(journal.LastSeq, "{}");
            journal.Append([Intended("spk-2")]);
        }
        await using var again = _folder.Open();
        var contents = again.Read();
        Assert.Equal("{}", contents.Checkpoint);
        Assert.Equal([Intended("spk-2")], contents.Entries);
    }

    [Fact]
    public async Task A_file_of_a_newer_spark_is_left_alone()
    {
        await using (_folder.Open())
        {
            // Made and closed.
        }
        _folder.Execute("PRAGMA user_version = 99");
        var refused = Assert.Throws<JournalException>(_folder.Open);
        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_journal_is_refused_and_left_as_it_is()
    {
        var file = Path.Combine(_folder.Path, "journal.db");
        File.WriteAllText(file, new string('x', 5_000));
        Assert.Throws<JournalException>(_folder.Open);
        Assert.StartsWith("xxx", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commits_are_on_the_disk_when_append_returns()
    {
        await using var journal = _folder.Open();
        Assert.Equal("wal", FullDisk.Scalar(journal, "PRAGMA journal_mode"));
        Assert.Equal("2", FullDisk.Scalar(journal, "PRAGMA synchronous"));
    }

    [Fact]
    public async Task The_audit_is_read_page_by_page()
    {
        await using var journal = _folder.Open();
        journal.Append([.. Enumerable.Range(1, 5).Select(i => Intended($"spk-{i}"))]);
        Assert.Equal([1L, 2L], journal.ReadAudit(0, 2).Select(record => record.Seq));
        Assert.Equal([3L, 4L], journal.ReadAudit(2, 2).Select(record => record.Seq));
        Assert.Equal([4L, 5L], journal.ReadAudit(null, 2).Select(record => record.Seq));
    }

    private static bool IsSound(IReadOnlyList<JournalRecord> records)
    {
        var previous = new string('0', 64);
        foreach (var record in records)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{previous}\n{record.Seq}\n{record.At.ToUnixTimeMilliseconds()}\n{record.Kind}\n{record.Actor}\n{record.Data}");
            previous = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            if (previous != record.Hash) return false;
        }
        return true;
    }

    private static OrderIntended Intended(string id) => new(new OrderIntent
    {
        ClientOrderId = ClientOrderId.Parse(id),
        Symbol = Symbol.Parse("BTCUSDT"),
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = 0.001m,
        Price = 65_000.10m,
    })
    { At = Noon, Actor = "person:local" };

    private static FillRecorded Filled(long tradeId) => new(new Fill
    {
        Symbol = Symbol.Parse("BTCUSDT"),
        TradeId = tradeId,
        OrderId = 7,
        ClientOrderId = ClientOrderId.Parse("spk-1"),
        Side = Side.Buy,
        Price = 65_000.10m,
        Quantity = 0.001m,
        Fee = 0.026m,
        FeeAsset = "USDT",
        RealizedPnl = -0.5m,
        Maker = true,
        Time = Noon,
    })
    { At = Noon, Actor = "exchange" };
}
