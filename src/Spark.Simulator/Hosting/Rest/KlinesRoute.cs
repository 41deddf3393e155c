using System.Text.Json;
using Spark.Domain.Markets;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Candles of trades, mark, index and premium; the last one is still open.</summary>
internal static class KlinesRoute
{
    private static readonly Rejection BadInterval = new(-1120, "Invalid interval.");
    private static readonly Rejection BadContractType = new(-4104, "Invalid contract type.");

    public static ApiReply Trades(ApiCall call) => Answer(call, call.Market, static (simulation, index) => simulation.Candles[index], traded: true);

    public static ApiReply Continuous(ApiCall call)
    {
        var market = call.MarketOfPair;
        return call.Parameters.Required("contractType") == "PERPETUAL"
            ? Answer(call, market, static (simulation, index) => simulation.Candles[index], traded: true)
            : ApiReply.Refused(BadContractType);
    }

    public static ApiReply Mark(ApiCall call) => Answer(call, call.Market, static (simulation, index) => simulation.MarkCandles[index], traded: false);

    public static ApiReply Index(ApiCall call) => Answer(call, call.MarketOfPair, static (simulation, index) => simulation.IndexCandles[index], traded: false);

    public static ApiReply Premium(ApiCall call) => Answer(call, call.Market, static (simulation, index) => simulation.PremiumCandles[index], traded: false);

    public static int Weight(Parameters p) => p.Limit(500, 1500) switch { < 100 => 1, < 500 => 2, <= 1000 => 5, _ => 10 };

    /// <summary>A price on the contract's grid.</summary>
    public static decimal OnTick(double price, Contract contract) => contract.Instrument.Price.RoundDown((decimal)price);

    /// <summary>The last millisecond of a candle.</summary>
    public static long CloseTime(string interval, long open) =>
        CandleInterval.NextAfter(interval, DateTimeOffset.FromUnixTimeMilliseconds(open)).ToUnixTimeMilliseconds() - 1;

    private static ApiReply Answer(ApiCall call, Market market, Func<MarketSimulation, int, CandleHistory> history, bool traded)
    {
        var p = call.Parameters;
        var interval = p.Required("interval");
        if (!CandleInterval.IsKnown(interval)) return ApiReply.Refused(BadInterval);
        var (start, end) = p.Times();
        var now = call.Settings.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = history(call.Instance.Simulation, market.Contract.Index).Read(interval, start, end, p.Limit(500, 1500), now);
        return ApiReply.Ok((rows, interval, market.Contract, traded), static (writer, x) =>
        {
            writer.WriteStartArray();
            foreach (var row in x.rows) Write(writer, row, x.interval, x.Contract, x.traded);
            writer.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter writer, in CandleRow row, string interval, Contract contract, bool traded)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(row.OpenTime);
        foreach (var price in (ReadOnlySpan<double>)[row.Open, row.High, row.Low, row.Close])
        {
            if (traded) writer.AmountValue(OnTick(price, contract), contract.PriceDigits);
            else writer.AmountValue((decimal)price);
        }
        if (traded) writer.AmountValue((decimal)row.Volume, contract.QuantityDigits);
        else writer.WriteStringValue("0");
        writer.WriteNumberValue(CloseTime(interval, row.OpenTime));
        if (traded) WriteTurnover(writer, row, contract);
        else WriteNoTurnover(writer);
        writer.WriteStringValue("0");
        writer.WriteEndArray();
    }

    private static void WriteTurnover(Utf8JsonWriter writer, in CandleRow row, Contract contract)
    {
        writer.AmountValue((decimal)row.Turnover, 5);
        writer.WriteNumberValue(row.Trades);
        writer.AmountValue((decimal)row.TakerBuyVolume, contract.QuantityDigits);
        writer.AmountValue((decimal)row.TakerBuyTurnover, 5);
    }

    private static void WriteNoTurnover(Utf8JsonWriter writer)
    {
        writer.WriteStringValue("0");
        writer.WriteNumberValue(0);
        writer.WriteStringValue("0");
        writer.WriteStringValue("0");
    }
}
