using System.Text.Json;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Funding rates as they were, and open interest.</summary>
internal static class FundingRoutes
{
    /// <summary>Oldest first; without times the newest ones.</summary>
    public static ApiReply Rates(ApiCall call)
    {
        var p = call.Parameters;
        var (start, until) = p.Times();
        var end = Math.Min(until ?? call.Exchange.Now, call.Exchange.Now);
        var limit = p.Limit(100, 1000);
        var first = start is { } from ? from : end - (limit - 1) * PriceProcess.FundingInterval - PriceProcess.FundingInterval;
        var markets = call.Markets.ToArray();
        return ApiReply.Ok((call, markets, first, end, limit), static (writer, x) =>
        {
            writer.WriteStartArray();
            var left = x.limit;
            for (var time = PriceProcess.NextFunding(x.first - 1); time <= x.end && left > 0; time = PriceProcess.NextFunding(time))
            {
                foreach (var market in x.markets.TakeWhile(_ => left-- > 0)) WriteRate(writer, x.call, market, time);
            }
            writer.WriteEndArray();
        });
    }

    public static ApiReply OpenInterest(ApiCall call) => ApiReply.Ok((call, call.Market), static (writer, x) =>
    {
        writer.WriteStartObject();
        writer.Amount("openInterest", OpenInterestOf(x.call, x.Market), x.Market.Contract.QuantityDigits);
        writer.WriteString("symbol", x.Market.Contract.Name);
        writer.WriteNumber("time", x.call.ServerTime);
        writer.WriteEndObject();
    });

    /// <summary>What clients hold, on top of what a market of that size would have.</summary>
    private static decimal OpenInterestOf(ApiCall call, Market market)
    {
        var profile = call.Instance.Simulation.Profiles[market.Contract.Index];
        var background = market.MarkPrice == 0 ? 0 : (decimal)profile.MinuteTurnover * 400 / market.MarkPrice;
        var held = call.Exchange.Accounts.Where(account => !account.IsHouse).Sum(account => Math.Abs(account.In(market).Position.Quantity));
        return decimal.Round(background, market.Contract.QuantityDigits) + held;
    }

    private static void WriteRate(Utf8JsonWriter writer, ApiCall call, Market market, long time)
    {
        var process = call.Instance.Simulation.ProcessOf(market);
        writer.WriteStartObject();
        writer.WriteString("symbol", market.Contract.Name);
        writer.Amount("fundingRate", (decimal)process.FundingRateAt(time));
        writer.WriteNumber("fundingTime", time);
        writer.Amount("markPrice", (decimal)process.MarkAt(time));
        writer.WriteString("rateType", "Regular");
        writer.WriteEndObject();
    }
}
