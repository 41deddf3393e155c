using Microsoft.Data.Sqlite;
using Spark.Executor.Journal;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Journal;

/// <summary>The audit's chain is proved from the file, while its executor runs and after.</summary>
public sealed class JournalCheckTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_executor_s_journal_is_proved_and_a_changed_removed_or_cut_record_is_named()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        await s.EventuallyAsync("/futures/fills", reply => reply.Has("fills.0"), Ct);
        var path = Assert.Single(JournalCheck.Find(s.DataFolder));
        var running = Assert.IsType<JournalVerdict.Intact>(JournalCheck.Verify(path));
        await s.StopExecutorAsync();
        var stopped = Assert.IsType<JournalVerdict.Intact>(JournalCheck.Verify(path));
        Assert.True(stopped.Records >= running.Records && running.Records > 5);

        Assert.Equal(3, Broken(path, "UPDATE audit SET data = replace(data, 'B', 'C') WHERE seq = 3"));
        Assert.Equal(4, Broken(path, "UPDATE audit SET actor = 'person:nobody' WHERE seq = 4"));
        Assert.Equal(5, Broken(path, "DELETE FROM audit WHERE seq = 5"));
        Assert.Equal(stopped.Records, Broken(path, "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)"));
        Assert.Equal(2, Broken(path, "UPDATE audit SET hash = (SELECT hash FROM audit WHERE seq = 1) WHERE seq = 2"));
        Assert.Equal(stopped, JournalCheck.Verify(path));
    }

    [Fact]
    public void A_file_that_is_no_journal_is_said_to_be_none()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, new string('x', 4_096));
        Assert.Contains("can't be read", Assert.Throws<JournalException>(() => JournalCheck.Verify(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    // On a copy: the first record that is named broken.
    private static long Broken(string path, string sql)
    {
        var copy = Path.Combine(Path.GetDirectoryName(path)!, $"{Guid.NewGuid():n}.db");
        using (var original = new SqliteConnection($"Data Source={path};Pooling=False;Mode=ReadOnly"))
        {
            original.Open();
            using var vacuum = original.CreateCommand();
            vacuum.CommandText = $"VACUUM INTO '{copy}'";
            vacuum.ExecuteNonQuery();
        }
        using (var connection = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.Equal(1, command.ExecuteNonQuery());
        }
        return Assert.IsType<JournalVerdict.Broken>(JournalCheck.Verify(copy)).Seq;
    }
}
