namespace Spark.Executor.Hosting;

/// <summary>What a person should know of an executor's settings.</summary>
public static class ExecutorDescription
{
    /// <summary>Where orders go.</summary>
    public static string Venue(ExecutorSettings settings) => settings.Venue switch
    {
        Domain.Accounts.Venue.Simulator when settings.UsesEmbeddedExchange => "simulator: the embedded exchange, play money",
        Domain.Accounts.Venue.Simulator => $"simulator at {settings.Exchange.Rest}",
        Domain.Accounts.Venue.Testnet => $"testnet at {settings.Exchange.Rest}",
        _ => $"production at {settings.Exchange.Rest}: read-only",
    };

    /// <summary>What Spark or the exchange may do by itself, and hosts that a person vouched for.</summary>
    public static IReadOnlyList<string> Notes(ExecutorSettings settings)
    {
        var notes = new List<string>();
        if (settings.TestHosts.Count > 0) notes.Add($"test hosts vouched for by SPARK_BINANCE_TEST_HOSTS: {string.Join(", ", settings.TestHosts)}");
        if (settings.FlattenOnLoss) notes.Add("FUTURES_FLATTEN_ON_LOSS: reaching the daily loss limit cancels every order and closes every position");
        if (settings.CountdownCancelSeconds > 0) notes.Add(FormattableString.Invariant(
            $"FUTURES_COUNTDOWN_CANCEL: the exchange cancels the plain orders of a symbol where all are Spark's when it hears nothing for {settings.CountdownCancelSeconds} s; stops stay"));
        return notes;
    }
}
