using System.Text.Json;
using Spark.Contracts;
using Spark.Copilot.Language;
using Spark.Telemetry;

namespace Spark.Copilot.Executor;

/// <summary>Reads the exchange's list of contracts from the executor, at start and every hour, and joins it to the words that are known.</summary>
internal sealed class ListedSymbols(ExecutorClient executor, SharedLexicon lexicon, TimeProvider time) : BegunService
{
    private static readonly TimeSpan Refresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    protected override async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (true) await Task.Delay(await ReadAsync(ct) ? Refresh : Retry, time, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    /// <summary>False when the executor doesn't give it; what was known stays.</summary>
    internal async Task<bool> ReadAsync(CancellationToken ct)
    {
        var answer = await executor.GetAsync("/futures/symbols", ct);
        if (!answer.Succeeded) return false;
        try
        {
            if (answer.Body.Deserialize(ContractsJson.Default.SymbolsResponse)?.Symbols is not { Count: > 0 } symbols) return false;
            lexicon.Join([.. symbols.Where(symbol => symbol is { Trading: true, Symbol: not null }).Select(symbol => symbol.Symbol)]);
            return true;
        }
        catch (JsonException)
        {
            return false; // an executor of another version; health says so
        }
    }
}
