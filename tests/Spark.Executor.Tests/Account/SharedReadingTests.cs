using Spark.Executor.Account;

namespace Spark.Executor.Tests.Account;

/// <summary>Readings of the whole account are dear: whoever asks meanwhile shares the next.</summary>
public sealed class SharedReadingTests
{
    [Fact]
    public async Task Those_who_ask_while_one_is_under_way_share_the_next_which_reads_all_that_any_of_them_needs()
    {
        List<(string Why, bool AfterOutage)> read = [];
        TaskCompletionSource<bool> first = new(TaskCreationOptions.RunContinuationsAsynchronously), second = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var readings = new SharedReading<bool>((why, afterOutage) =>
        {
            read.Add((why, afterOutage));
            begun.TrySetResult();
            return read.Count == 1 ? first.Task : second.Task;
        });

        var a = readings.AskAsync("start", false);
        await begun.Task;
        Task<bool>[] later = [readings.AskAsync("every minute", false), readings.AskAsync("the user stream was lost", true), readings.AskAsync("anomaly", false)];
        first.SetResult(false);
        Assert.False(await a);
        second.SetResult(true);

        Assert.All(await Task.WhenAll(later), Assert.True);
        Assert.Equal([("start", false), ("every minute", true)], read);
    }

    [Fact]
    public async Task One_that_fails_ends_none_of_those_that_follow()
    {
        var readings = new SharedReading<bool>((why, _) => why == "bad" ? throw new InvalidOperationException(why) : Task.FromResult(true));
        await Assert.ThrowsAsync<InvalidOperationException>(() => readings.AskAsync("bad", false));
        Assert.True(await readings.AskAsync("good", false));
    }
}
