using Spark.Copilot.Agent;
using Spark.Copilot.Language;

namespace Spark.Benchmarks.Copilot;

/// <summary>Sentences of both languages through the offline engine: their reading alone, and whole turns with grounding, cards and reply.</summary>
internal sealed class OfflineTurnRow : IBenchRow
{
    private const int WarmUp = 300, Turns = 2_000;

    private static readonly string[] Sentences =
    [
        "start btc and eth streams, then simulate buying 0.001 btc", "60 binden 0,001 btc limit alış gir", "sell 25 usdt of sol at market on testnet",
        "eth pozisyonumun yarısını kapat", "what's my risk status", "btc kaldıracını 3 yap", "cancel all my open orders", "kanarya: 0,01 eth al",
    ];

    public string Name => "offline turn";

    public async Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        await using var scenario = new TurnScenario(model: null);
        List<double> turns = [];
        for (var i = -WarmUp; i < Turns; i++)
        {
            var took = await scenario.TurnAsync(Sentences[(i + WarmUp) % Sentences.Length], ct);
            if (i >= 0) turns.Add(took);
        }
        turns.Sort();
        var (p50, p99) = (Rounds.Percentile(turns, 0.5), Rounds.Percentile(turns, 0.99));
        var reader = new MessageReader(AgentPrompts.Load(AgentPrompts.Folder).Lexicon, PositionLimits.Standard);
        var at = 0;
        Sample Read() => Rounds.Time(Turns, () => reader.Read(Sentences[at++ % Sentences.Length], Dialogue.Empty));
        Read();
        var reading = Read();
        return
        [
            new RowResult("offline turn, whole", Table.Text($"p50 {p50:0.00} ms, p99 {p99:0.00} ms"), Table.Text($"reading alone {reading.Nanoseconds / 1e3:0} us"), "-", Table.Text($"{reading.Bytes / 1024:0} kB read"),
                "p50 < 1 ms, p99 < 5 ms", p50 < 1 && p99 < 5),
        ];
    }
}
