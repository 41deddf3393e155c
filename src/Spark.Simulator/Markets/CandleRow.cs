namespace Spark.Simulator.Markets;

/// <summary>One candle with its turnover. Prices in quote asset; volumes in base asset, turnovers in quote asset.</summary>
public readonly record struct CandleRow(
    long OpenTime, double Open, double High, double Low, double Close, double Volume, double Turnover, long Trades,
    double TakerBuyVolume, double TakerBuyTurnover)
{
    /// <summary>This candle followed by <paramref name="next"/>.</summary>
    public CandleRow Join(in CandleRow next) => new(
        OpenTime, Open, Math.Max(High, next.High), Math.Min(Low, next.Low), next.Close, Volume + next.Volume,
        Turnover + next.Turnover, Trades + next.Trades, TakerBuyVolume + next.TakerBuyVolume, TakerBuyTurnover + next.TakerBuyTurnover);
}
