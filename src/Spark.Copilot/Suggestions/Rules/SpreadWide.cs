using Spark.Copilot.Feed;

namespace Spark.Copilot.Suggestions.Rules;

/// <summary>The spread of a streamed symbol is wide. Nothing is drafted: waiting, or a limit price, is the person's to choose.</summary>
internal sealed class SpreadWide : ISuggestionRule
{
    private const decimal ComesBps = 10;

    private const decimal GoesBps = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public IEnumerable<Sighting> Look(DeskSnapshot desk, DateTimeOffset now, Func<string, bool> stands)
    {
        if (desk.Health?.Streams.GetValueOrDefault("market") is not { Connected: true }) yield break;
        foreach (var symbol in desk.Streaming)
        {
            if (desk.Tickers.GetValueOrDefault(symbol) is not { Bid: { } bid and > 0, Ask: { } ask } || ask < bid) continue;
            var bps = (ask - bid) / ((ask + bid) / 2) * 10_000;
            if (bps < (stands(Sighting.KeyOf(SuggestionCodes.SpreadWide, symbol)) ? GoesBps : ComesBps)) continue;
            yield return new Sighting(SuggestionCodes.SpreadWide, symbol, SuggestionSeverity.Info,
                new Dictionary<string, object> { ["symbol"] = symbol, ["bid"] = bid, ["ask"] = ask, ["bps"] = decimal.Round(bps, 1) })
            {
                Hold = Patience,
            };
        }
    }
}
