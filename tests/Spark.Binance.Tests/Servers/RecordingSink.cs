using System.Threading.Channels;
using Spark.Binance.Streams.Market;

namespace Spark.Binance.Tests.Servers;

/// <summary>What came out of market messages, in order.</summary>
internal sealed class RecordingSink : IMarketSink
{
    private readonly Channel<string> _seen = Channel.CreateUnbounded<string>();

    public ValueTask<string> NextAsync(CancellationToken ct) => _seen.Reader.ReadAsync(ct);

    public string? Next => _seen.Reader.TryRead(out var line) ? line : null;

    public void OnTrade(in TradeTick tick) => Note($"trade {tick.Symbol} {tick.Price}x{tick.Quantity} #{tick.TradeId} {tick.BuyerIsMaker} {tick.EventTime}");

    public void OnDepth(in DepthTick tick) => Note(
        $"depth {tick.Symbol} {tick.Bids.Length}/{tick.Asks.Length} {tick.Bids[0].Price}x{tick.Bids[0].Quantity} {tick.Asks[^1].Price}x{tick.Asks[^1].Quantity} u{tick.LastUpdateId}");

    public void OnTicker(in TickerTick tick) => Note($"ticker {tick.Symbol} {tick.LastPrice} {tick.ChangePercent} {tick.High} {tick.Low} {tick.Volume}");

    public void OnMarkPrice(in MarkPriceTick tick) => Note($"mark {tick.Symbol} {tick.MarkPrice} {tick.IndexPrice} {tick.FundingRate} {tick.NextFundingTime}");

    public void OnCandle(in CandleTick tick) => Note($"candle {tick.Symbol} {tick.OpenTime} {tick.Close} {tick.IsClosed}");

    public void OnIgnored(IgnoredMessage why) => Note($"ignored {why}");

    public void OnError(string why) => Note($"error {why}");

    private void Note(FormattableString line) => _seen.Writer.TryWrite(FormattableString.Invariant(line));
}
