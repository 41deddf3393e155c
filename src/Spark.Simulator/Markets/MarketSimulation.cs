using System.Collections.Immutable;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Markets;

/// <summary>
/// The exchange and the markets that live on it. Time moves in steps of <see cref="StepMilliseconds"/> on a fixed grid, so
/// that one long advance and many short ones end the same.
/// </summary>
public sealed class MarketSimulation
{
    /// <summary>Length of a step, ms.</summary>
    public const int StepMilliseconds = 100;

    /// <summary>After a longer gap (a sleeping laptop) the markets resume here: what happened in between needs no steps.</summary>
    private const long LongestReplay = 5_000;

    private readonly ImmutableArray<MarketMaker> _makers;
    private long _step;
    private long _fundedUntil;

    /// <param name="exchange">Already holding restored orders, if any.</param>
    /// <param name="profiles">One for each of the exchange's contracts, in the same order.</param>
    /// <param name="seed">Decides every price and quote.</param>
    /// <param name="shocks">Price moves asked for in an earlier run, by contract index.</param>
    public MarketSimulation(
        Exchange exchange, ImmutableArray<MarketProfile> profiles, ulong seed, ILookup<int, PriceShock>? shocks = null)
    {
        Exchange = exchange;
        Profiles = profiles;
        Maker = exchange.Open("house:maker", 0, isHouse: true);
        var passersBy = exchange.Open("house:passers-by", 0, isHouse: true);
        _makers = [.. profiles.Select(profile => new MarketMaker(
            exchange, profile, new PriceProcess(seed, profile, shocks?[profile.Contract.Index]), Maker, passersBy, seed))];
        Candles = History(process => process.PriceAt);
        MarkCandles = History(process => process.MarkAt);
        IndexCandles = History(process => process.IndexAt);
        PremiumCandles = History(process => time => process.MarkAt(time) / process.IndexAt(time) - 1);
        _step = exchange.Now / StepMilliseconds;
        _fundedUntil = exchange.Now;
        Refresh();

        ImmutableArray<CandleHistory> History(Func<PriceProcess, Func<long, double>> price) =>
            [.. profiles.Select((profile, i) => new CandleHistory(price(_makers[i].Process), profile, seed))];
    }

    public Exchange Exchange { get; }

    public ImmutableArray<MarketProfile> Profiles { get; }

    /// <summary>By contract index.</summary>
    public ImmutableArray<CandleHistory> Candles { get; }

    public ImmutableArray<CandleHistory> MarkCandles { get; }

    public ImmutableArray<CandleHistory> IndexCandles { get; }

    public ImmutableArray<CandleHistory> PremiumCandles { get; }

    /// <summary>What each market's price does, by contract index.</summary>
    public PriceProcess ProcessOf(Market market) => _makers[market.Contract.Index].Process;

    /// <summary>The account that quotes.</summary>
    public Account Maker { get; }

    /// <summary>Moves exchange and markets to <paramref name="now"/> (ms UTC); an earlier time changes nothing.</summary>
    public void AdvanceTo(long now)
    {
        var target = now / StepMilliseconds;
        _step = Math.Max(_step, target - LongestReplay / StepMilliseconds);
        PayFundingUntil(_step * StepMilliseconds);
        while (_step < target)
        {
            _step++;
            Exchange.AdvanceTo(_step * StepMilliseconds);
            foreach (var maker in _makers) maker.Step(_step * StepMilliseconds, _step);
            PayFundingUntil(_step * StepMilliseconds);
            Exchange.LiquidateDue();
        }
        Exchange.AdvanceTo(now);
    }

    /// <summary>Moves a market to <paramref name="price"/> (quote asset) at once: mark, index and quotes follow in the same instant.</summary>
    public PriceShock MoveTo(Market market, decimal price)
    {
        var maker = _makers[market.Contract.Index];
        var shock = maker.Process.MoveTo((double)price, Exchange.Now);
        maker.Refresh(Exchange.Now, _step);
        Exchange.LiquidateDue();
        return shock;
    }

    /// <summary>Lets a market's price follow recorded candles.</summary>
    public void Play(Market market, CandleReplay replay)
    {
        var maker = _makers[market.Contract.Index];
        maker.Process.Play(replay);
        maker.Refresh(Exchange.Now, _step);
        Exchange.LiquidateDue();
    }

    /// <summary>Pays every funding that fell due since the last call, those of a gap included.</summary>
    private void PayFundingUntil(long time)
    {
        for (var due = PriceProcess.NextFunding(_fundedUntil); due <= time; due = PriceProcess.NextFunding(due))
        {
            foreach (var maker in _makers) maker.PayFunding(due);
        }
        _fundedUntil = Math.Max(_fundedUntil, time);
    }

    private void Refresh()
    {
        foreach (var maker in _makers) maker.Refresh(Exchange.Now, _step);
    }
}
