namespace Spark.EndToEnd.Tests.Processes;

/// <summary>Asks for a real condition until it holds; a deadline turns waiting for ever into a failure.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static async Task<T> GetAsync<T>(Func<CancellationToken, Task<T?>> ask, Func<string> otherwise, CancellationToken ct)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(Pause);
        do
        {
            if (await ask(ct) is { } found) return found;
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException(otherwise());
        }
        while (await pause.WaitForNextTickAsync(ct));
        throw new OperationCanceledException(ct);
    }

    /// <summary>
    /// The same with two more minutes, where starts follow each other faster than a person makes them: Spark holds back until the
    /// exchange's minute is over.
    /// </summary>
    public static async Task AtLengthAsync(Func<Task> wait)
    {
        for (var more = 4; ; more--)
        {
            try
            {
                await wait();
                return;
            }
            catch (TimeoutException) when (more > 0)
            {
                // The exchange's minute is not over yet.
            }
        }
    }

    public static Task HoldsAsync(Func<CancellationToken, Task<bool>> holds, Func<string> otherwise, CancellationToken ct) =>
        GetAsync(async token => await holds(token) ? "yes" : null, otherwise, ct);
}
