using System.Diagnostics;
using Spark.Executor.Hosting;
using Spark.Executor.Journal;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Journal;

public sealed class LedgerLockTests
{
    [Fact]
    public void A_second_taker_is_told_who_holds_it_and_gets_it_when_it_is_free()
    {
        var folder = Directory.CreateTempSubdirectory("spark-lock-").FullName;
        using (LedgerLock.Take(folder, "process 1"))
        {
            var held = Assert.Throws<LedgerHeldException>(() => LedgerLock.Take(folder, "process 2"));
            Assert.Contains("process 1", held.Message, StringComparison.Ordinal);
        }
        using (LedgerLock.Take(folder, "process 2"))
        {
            // Free again.
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_second_executor_on_the_ledger_does_not_start_in_this_process_nor_in_another()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var s = await Scenario.StartAsync(ct);

        await Assert.ThrowsAsync<LedgerHeldException>(() => s.BuildExecutorAsync(ct));

        var start = new ProcessStartInfo("dotnet", typeof(ExecutorApp).Assembly.Location) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in s.Variables()) start.Environment[name] = value;
        using var second = Process.Start(start)!;
        var said = await second.StandardError.ReadToEndAsync(ct);
        await second.WaitForExitAsync(ct);

        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"process {Environment.ProcessId}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_opens_another_ledger() => Assert.NotEqual(
        LedgerFolder.Of("data", "simulator", "sim-1", "key-1"), await Task.FromResult(LedgerFolder.Of("data", "simulator", "sim-1", "key-2")));
}
