namespace Spark.Executor.Hosting;

/// <summary>What an operator sees when the executor has started.</summary>
public static class Banner
{
    public static void Print(TextWriter output, ExecutorSettings settings, IReadOnlyList<string> urls)
    {
        output.WriteLine($"Spark Executor  {string.Join("  ", urls)}");
        output.WriteLine($"  venue         {VenueSettings.Word(settings.Venue)} ({settings.Exchange.Rest})");
        output.WriteLine($"  data          {settings.DataFolder}");
        if (settings.TestHosts.Count > 0) output.WriteLine($"  test hosts    {string.Join(", ", settings.TestHosts)} (vouched for by SPARK_BINANCE_TEST_HOSTS)");
        foreach (var pending in Pending(settings)) output.WriteLine($"  not in force  {pending}");
        output.WriteLine("  stop          Ctrl-C");
    }

    private static IEnumerable<string> Pending(ExecutorSettings settings)
    {
        if (settings.FlattenOnLoss) yield return "FUTURES_FLATTEN_ON_LOSS: this version does not close positions by itself";
        if (settings.CountdownCancelSeconds > 0) yield return "FUTURES_COUNTDOWN_CANCEL: this version does not arm the exchange's timer";
    }
}
