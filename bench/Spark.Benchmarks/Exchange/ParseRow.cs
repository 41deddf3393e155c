using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spark.Binance.Streams.Market;
using Spark.Binance.Streams.Market.State;
using Spark.Domain.Markets;

namespace Spark.Benchmarks.Exchange;

/// <summary>One message read and applied to the latest state, against source-generated <c>Deserialize</c> of the same bytes.</summary>
internal sealed class ParseRow<TWire>(string name, Func<string, long, long, string> message, JsonTypeInfo<TWire> wire, double target) : IBenchRow
{
    private const int Distinct = 1 << 17;
    private const int PerRound = 200_000;

    public string Name => $"parse {name}";

    public Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        byte[][] messages = [.. Enumerable.Range(0, Distinct).Select(i => Encoding.UTF8.GetBytes(message("BTCUSDT", i + 1, 1_700_000_000_000 + i)))];
        var symbols = new SymbolTable();
        symbols.Add([Symbol.Parse("BTCUSDT")]);
        var next = 0;
        var (ours, baseline) = Rounds.Alternate(15, Ours, () => Rounds.Time(PerRound, () => JsonSerializer.Deserialize(messages[next++ % Distinct], wire)));
        var ratio = baseline.Nanoseconds / ours.Nanoseconds;
        return Task.FromResult<IReadOnlyList<RowResult>>(
        [
            new RowResult($"parse + apply {name}", Table.Text($"{ours.Nanoseconds:0} ns"), Table.Text($"{baseline.Nanoseconds:0} ns, {baseline.Bytes:0} B"),
                Table.Text($"{ratio:0.00} x faster"), Table.Text($"{ours.Bytes:0.##} B"), Table.Text($">= {target:0.0} x, 0 B"), ratio >= target && ours.Bytes < 0.5),
        ]);

        // A fresh state each round: ids begin anew, so that every message is applied.
        Sample Ours()
        {
            var state = new MarketState();
            state.Add([Symbol.Parse("BTCUSDT")]);
            var reader = new MarketMessageReader(symbols, state);
            next = 0;
            for (; next < 100; next++) reader.Read(messages[next]);
            return Rounds.Time(Math.Min(PerRound, Distinct - 100), () => reader.Read(messages[next++]));
        }
    }
}
