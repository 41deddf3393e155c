using System.Text.Json;
using Spark.Simulator.Hosting.Streams;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Prices, book and tickers of the moment.</summary>
internal static class MarketRoutes
{
    private static readonly Rejection BadDepth = new(-4021, "Invalid depth limit; allowed are 5, 10, 20, 50, 100, 500, 1000.");

    public static ApiReply Time(ApiCall call) => ApiReply.Ok(call.ServerTime, static (writer, now) =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("serverTime", now);
        writer.WriteEndObject();
    });

    public static ApiReply Depth(ApiCall call)
    {
        var limit = call.Parameters.Whole("limit") ?? 500;
        if (limit is not (5 or 10 or 20 or 50 or 100 or 500 or 1000)) return ApiReply.Refused(BadDepth);
        return ApiReply.Ok((call.Market, limit: (int)limit, call.ServerTime, call.Exchange.Now), static (writer, x) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("lastUpdateId", x.Market.Book.LastUpdateId);
            writer.WriteNumber("E", x.ServerTime);
            writer.WriteNumber("T", x.Now);
            MarketEventJson.WriteLevels(writer, "bids", x.Market.Contract, x.Market.Book.Bids, x.limit);
            MarketEventJson.WriteLevels(writer, "asks", x.Market.Contract, x.Market.Book.Asks, x.limit);
            writer.WriteEndObject();
        });
    }

    public static ApiReply PremiumIndex(ApiCall call) => PerMarket(call, static (writer, market, c) =>
    {
        writer.WriteStartObject();
        writer.WriteString("symbol", market.Contract.Name);
        writer.Amount("markPrice", market.MarkPrice);
        writer.Amount("indexPrice", market.IndexPrice);
        writer.Amount("estimatedSettlePrice", market.IndexPrice);
        writer.Amount("lastFundingRate", market.FundingRate);
        writer.WriteString("interestRate", "0.00010000");
        writer.WriteNumber("nextFundingTime", MarketEventJson.NextFunding(c.ServerTime));
        writer.WriteNumber("time", c.ServerTime);
        writer.WriteEndObject();
    });

    public static ApiReply LastPrice(ApiCall call) => PerMarket(call, static (writer, market, c) =>
    {
        writer.WriteStartObject();
        writer.WriteString("symbol", market.Contract.Name);
        writer.Amount("price", market.LastPrice, market.Contract.PriceDigits);
        writer.WriteNumber("time", c.ServerTime);
        writer.WriteEndObject();
    });

    public static ApiReply BookTicker(ApiCall call) => PerMarket(call, static (writer, market, c) =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("lastUpdateId", market.Book.LastUpdateId);
        writer.WriteString("symbol", market.Contract.Name);
        MarketEventJson.WriteBest(writer, market.Contract, market.Book.Bids.Best, "bidPrice", "bidQty");
        MarketEventJson.WriteBest(writer, market.Contract, market.Book.Asks.Best, "askPrice", "askQty");
        writer.WriteNumber("time", c.ServerTime);
        writer.WriteEndObject();
    });

    public static ApiReply DayTicker(ApiCall call) => PerMarket(call, static (writer, market, c) =>
        WriteDay(writer, market, c.Instance.Simulation.Candles[market.Contract.Index].Day(c.Exchange.Now), c.ServerTime));

    private static void WriteDay(Utf8JsonWriter writer, Market market, in CandleRow day, long now)
    {
        var contract = market.Contract;
        var open = contract.Instrument.Price.RoundDown((decimal)day.Open);
        writer.WriteStartObject();
        writer.WriteString("symbol", contract.Name);
        writer.Amount("priceChange", market.LastPrice - open, contract.PriceDigits);
        writer.Amount("priceChangePercent", (market.LastPrice - open) / open * 100, 3);
        writer.Amount("weightedAvgPrice", (decimal)(day.Turnover / day.Volume), contract.PriceDigits);
        writer.Amount("lastPrice", market.LastPrice, contract.PriceDigits);
        writer.Amount("lastQty", market.LastQuantity, contract.QuantityDigits);
        writer.Amount("openPrice", open, contract.PriceDigits);
        writer.Amount("highPrice", Math.Max(contract.Instrument.Price.RoundDown((decimal)day.High), market.LastPrice), contract.PriceDigits);
        writer.Amount("lowPrice", Math.Min(contract.Instrument.Price.RoundDown((decimal)day.Low), market.LastPrice), contract.PriceDigits);
        writer.Amount("volume", (decimal)day.Volume, contract.QuantityDigits);
        writer.Amount("quoteVolume", (decimal)day.Turnover, 2);
        writer.WriteNumber("openTime", day.OpenTime);
        writer.WriteNumber("closeTime", now);
        writer.WriteNumber("firstId", market.LastTradeId - day.Trades + 1);
        writer.WriteNumber("lastId", market.LastTradeId);
        writer.WriteNumber("count", day.Trades);
        writer.WriteEndObject();
    }

    /// <summary>An object for the symbol that is named, an array when none is.</summary>
    private static ApiReply PerMarket(ApiCall call, Action<Utf8JsonWriter, Market, ApiCall> write) =>
        ApiReply.Ok((call, write), static (writer, x) =>
        {
            var one = x.call.Parameters["symbol"] is { Length: > 0 };
            if (!one) writer.WriteStartArray();
            foreach (var market in x.call.Markets) x.write(writer, market, x.call);
            if (!one) writer.WriteEndArray();
        });
}
