using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market.State;

/// <summary>One symbol's newest values, what was seen last, and who wants to hear.</summary>
internal sealed class SymbolState(Symbol symbol)
{
    private Interest[] _interests = [];

    public Symbol Symbol { get; } = symbol;

    public LatestValue<TradeTick> Trade { get; } = new();

    public LatestValue<DepthTick> Depth { get; } = new();

    public LatestValue<TickerTick> Ticker { get; } = new();

    public LatestValue<MarkPriceTick> MarkPrice { get; } = new();

    public long LastTradeId { get; set; }

    public long LastUpdateId { get; set; }

    public long LastTickerAt { get; set; }

    public long LastMarkPriceAt { get; set; }

    public Interest[] Interests => Volatile.Read(ref _interests);

    /// <summary>Callers take turns.</summary>
    public void SetInterests(Interest[] interests) => Volatile.Write(ref _interests, interests);

    public void Changed(MarketStreams kind)
    {
        foreach (var interest in Interests)
        {
            if (interest.Wants(kind) && interest.Mark(kind)) interest.Subscription.Tell(new PendingChange(this, interest, kind));
        }
    }

    public void Traded(in TradeTick tick)
    {
        foreach (var interest in Interests)
        {
            if (interest.Wants(MarketStreams.Trade)) interest.Subscription.Tell(tick);
        }
    }
}
