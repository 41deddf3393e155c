using Spark.Domain.Orders;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Markets;

/// <summary>
/// Keeps a book around the process: prices every 100 ms, a fresh ladder of quotes every 200 ms, and trades of passers-by
/// in between. What it does at a step depends on nothing but seed and step.
/// </summary>
internal sealed class MarketMaker
{
    private readonly Exchange _exchange;
    private readonly Market _market;
    private readonly MarketProfile _profile;
    private readonly Account _maker;
    private readonly Account _passersBy;
    private readonly ulong _seed;
    private readonly List<BookOrder> _quotes = new(64);

    public MarketMaker(Exchange exchange, MarketProfile profile, PriceProcess process, Account maker, Account passersBy, ulong seed)
    {
        (_exchange, _profile, Process, _maker, _passersBy) = (exchange, profile, process, maker, passersBy);
        _market = exchange.Markets[profile.Contract.Index];
        _seed = SeededNoise.Hash(seed, 3, profile.Contract.Index);
    }

    public PriceProcess Process { get; }

    /// <summary>One step of the grid; <paramref name="time"/> is a multiple of the step.</summary>
    public void Step(long time, long step)
    {
        SetPrices(time);
        if ((step + _market.Contract.Index) % _profile.StepsPerQuote == 0) Quote(time, step);
        if (SeededNoise.Unit(_seed, 1, step) < _profile.TradeChance) PassBy(step);
        _exchange.TriggerStops(_market);
    }

    /// <summary>Prices and quotes as of <paramref name="time"/>, without waiting for the next step, and a smallest trade at them.</summary>
    public void Refresh(long time, long step)
    {
        SetPrices(time);
        Quote(time, step);
        Take(Side.Buy, 1);
        _exchange.TriggerStops(_market);
    }

    /// <summary>Pays the funding of <paramref name="time"/> at that moment's mark price and rate.</summary>
    public void PayFunding(long time) => _exchange.PayFunding(_market, Mark(time), Rate(time), time);

    private decimal Mark(long time) => decimal.Round((decimal)Process.MarkAt(time), 8);

    private decimal Rate(long time) => decimal.Round((decimal)Process.FundingRateAt(time), 8);

    private void SetPrices(long time)
    {
        var index = decimal.Round((decimal)Process.IndexAt(time), 8);
        Exchange.SetPrices(_market, Mark(time), index, Rate(time));
    }

    private void Quote(long time, long step)
    {
        foreach (var quote in _quotes)
        {
            if (quote.IsResting) _exchange.Cancel(quote);
        }
        _quotes.Clear();
        var price = Process.PriceAt(time);
        var bid = _market.Contract.ToTicks((decimal)price) - _profile.SpreadTicks / 2;
        Ladder(Side.Buy, bid, price, step);
        Ladder(Side.Sell, bid + _profile.SpreadTicks, price, step);
    }

    private void Ladder(Side side, long best, double price, long step)
    {
        var ticks = best;
        for (var level = 0; level < _profile.LevelsPerSide; level++)
        {
            var noise = SeededNoise.Hash(_seed, (ulong)(16 + (int)side), step * 25 + level);
            if (level > 0) ticks -= side.Sign() * (1 + (long)(noise % (ulong)(3 + level)));
            var notional = _profile.LevelNotional * (0.3 + (noise >> 40) / (double)(1 << 24)) * (1 + 0.12 * level);
            _quotes.Add(_exchange.PlaceForHouse(_maker, _market, side, ticks, Lots(notional, price), TimeInForce.GoodTillCancel));
        }
    }

    private void PassBy(long step)
    {
        var side = (SeededNoise.Hash(_seed, 2, step) & 1) == 0 ? Side.Buy : Side.Sell;
        var size = SeededNoise.Unit(_seed, 4, step);
        Take(side, Lots(_profile.LevelNotional * 1.2 * size * size * size, (double)_market.MarkPrice));
    }

    private void Take(Side side, long lots)
    {
        if (_market.Book.Against(side).Best is not { } best) return;
        _exchange.PlaceForHouse(_passersBy, _market, side, best.Ticks + side.Sign() * 20, lots, TimeInForce.ImmediateOrCancel);
    }

    private long Lots(double notional, double price) => Math.Max(1, _market.Contract.ToLots((decimal)(notional / price)));
}
