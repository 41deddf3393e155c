using System.Globalization;
using System.Text;

namespace Spark.Executor.Journal;

/// <summary>
/// The exclusive lock on a ledger: one account has one writer. Held for the process's life; the operating system frees it when the
/// process dies, however it dies. The file names the holder for whoever comes second.
/// </summary>
public sealed class LedgerLock : IDisposable
{
    private readonly FileStream _file;

    private LedgerLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of <paramref name="folder"/>.</summary>
    /// <exception cref="LedgerHeldException">Another process (or another executor in this one) holds it.</exception>
    public static LedgerLock Take(string folder, string holder)
    {
        var path = Path.Combine(folder, "ledger.lock");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(holder));
            file.Flush();
            File.WriteAllText(HolderPath(folder), holder);
            return new LedgerLock(file);
        }
        catch (IOException e)
        {
            throw new LedgerHeldException(folder, HolderOf(folder), e);
        }
    }

    /// <summary>Text that names this process.</summary>
    public static string ThisProcess(IReadOnlyList<Uri> urls) =>
        string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} ({Environment.ProcessPath}) on {string.Join(", ", urls)}");

    public void Dispose() => _file.Dispose();

    // A locked file can't be read on every platform, so the holder's name stands beside it.
    private static string HolderPath(string folder) => Path.Combine(folder, "ledger.holder");

    private static string HolderOf(string folder)
    {
        try
        {
            return File.ReadAllText(HolderPath(folder));
        }
        catch (IOException)
        {
            return "an unnamed process";
        }
    }
}
