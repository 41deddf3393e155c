using System.Text.Json;
using Spark.Domain.Markets;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Candles; the last one is still open.</summary>
internal static class KlinesRoute
{
    private static readonly Rejection BadInterval = new(-1120, "Invalid interval.");
    private static readonly Rejection BadTimes = new(-1023, "Start time is greater than end time.");

    public static ApiReply Answer(ApiCall call)
    {
        var p = call.Parameters;
        var market = call.Market;
        var interval = p.Required("interval");
        if (!CandleInterval.IsKnown(interval)) return ApiReply.Refused(BadInterval);
        var (start, end) = (p.Whole("startTime"), p.Whole("endTime"));
        if (start > end) return ApiReply.Refused(BadTimes);
        var now = call.Settings.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = call.Instance.Simulation.Candles[market.Contract.Index].Read(interval, start, end, p.Limit(500, 1500), now);
        return ApiReply.Ok((rows, interval, market.Contract), static (writer, x) =>
        {
            writer.WriteStartArray();
            foreach (var row in x.rows) Write(writer, row, x.interval, x.Contract);
            writer.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter writer, in CandleRow row, string interval, Contract contract)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(row.OpenTime);
        writer.AmountValue(OnTick(row.Open, contract), contract.PriceDigits);
        writer.AmountValue(OnTick(row.High, contract), contract.PriceDigits);
        writer.AmountValue(OnTick(row.Low, contract), contract.PriceDigits);
        writer.AmountValue(OnTick(row.Close, contract), contract.PriceDigits);
        writer.AmountValue((decimal)row.Volume, contract.QuantityDigits);
        writer.WriteNumberValue(CloseTime(interval, row.OpenTime));
        writer.AmountValue((decimal)row.Turnover, 5);
        writer.WriteNumberValue(row.Trades);
        writer.AmountValue((decimal)row.TakerBuyVolume, contract.QuantityDigits);
        writer.AmountValue((decimal)row.TakerBuyTurnover, 5);
        writer.WriteStringValue("0");
        writer.WriteEndArray();
    }

    private static decimal OnTick(double price, Contract contract) => contract.Instrument.Price.RoundDown((decimal)price);

    private static long CloseTime(string interval, long open) =>
        CandleInterval.NextAfter(interval, DateTimeOffset.FromUnixTimeMilliseconds(open)).ToUnixTimeMilliseconds() - 1;
}
