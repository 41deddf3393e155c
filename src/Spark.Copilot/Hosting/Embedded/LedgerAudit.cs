using System.Globalization;
using Spark.Contracts.Configuration;
using Spark.Executor.Journal;

namespace Spark.Copilot.Hosting.Embedded;

/// <summary>Checks the journals in the data folder, whether their executor runs or not.</summary>
internal static class LedgerAudit
{
    /// <summary>A line for each ledger; false when one is broken or can't be read.</summary>
    /// <exception cref="SettingsException">The data folder can't be used.</exception>
    public static (bool Sound, IReadOnlyList<string> Lines) Verify(SettingsSource source)
    {
        var reader = new SettingsReader(source);
        var data = DataFolder.Read(reader);
        reader.ThrowIfFaulty();
        var found = JournalCheck.Find(data);
        var told = found.Select(path => Tell(Path.GetFileName(Path.GetDirectoryName(path))!, path)).ToArray();
        return (told.All(one => one.Sound), told.Length == 0 ? [$"There is no ledger in {data}."] : [.. told.Select(one => one.Line)]);
    }

    private static (bool Sound, string Line) Tell(string ledger, string path)
    {
        try
        {
            return JournalCheck.Verify(path) switch
            {
                JournalVerdict.Intact intact => (true, string.Create(CultureInfo.InvariantCulture, $"{ledger}: {intact.Records} records, the chain is intact; head {intact.Head}")),
                JournalVerdict.Broken broken => (false, string.Create(CultureInfo.InvariantCulture, $"{ledger}: BROKEN at record {broken.Seq}: {broken.Why}")),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (JournalException e)
        {
            return (false, $"{ledger}: {e.Message}");
        }
    }
}
