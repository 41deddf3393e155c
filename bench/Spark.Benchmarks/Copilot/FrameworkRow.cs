namespace Spark.Benchmarks.Copilot;

/// <summary>A turn with a model that takes no time: what the kernel, the functions' schemas, the filters and our loop add to a model's own time.</summary>
internal sealed class FrameworkRow : IBenchRow
{
    private const int WarmUp = 300, Turns = 2_000;

    public string Name => "framework";

    public async Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        await using var scenario = new TurnScenario(new InstantModel());
        List<double> turns = [];
        for (var i = -WarmUp; i < Turns; i++)
        {
            var took = await scenario.TurnAsync("simulate buying 0.001 btc", ct);
            if (i >= 0) turns.Add(took);
        }
        turns.Sort();
        var (p50, p99) = (Rounds.Percentile(turns, 0.5), Rounds.Percentile(turns, 0.99));
        return [new RowResult("turn with a model that takes no time", Table.Text($"p50 {p50:0.00} ms, p99 {p99:0.00} ms"), "-", "-", "-", "p50 < 1 ms", p50 < 1)];
    }
}
