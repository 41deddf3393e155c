using System.Text.Json;
using Spark.Domain.Orders;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>The market streams' events. Times are ms UTC.</summary>
internal static class MarketEventJson
{
    /// <summary>Every how often funding is paid, ms.</summary>
    public const long FundingInterval = 8 * 3_600_000;

    public static byte[] Trade(in MarketTrade trade, long eventTime) => WireWriting.Json((trade, eventTime), static (writer, x) =>
    {
        var contract = x.trade.Market.Contract;
        Begin(writer, "trade", x.eventTime, contract);
        writer.WriteNumber("T", x.trade.Time);
        writer.WriteNumber("t", x.trade.Id);
        writer.Amount("p", x.trade.Price, contract.PriceDigits);
        writer.Amount("q", contract.ToQuantity(x.trade.Lots), contract.QuantityDigits);
        writer.WriteString("X", "MARKET");
        writer.WriteBoolean("m", x.trade.TakerSide == Side.Sell);
        End(writer);
    });

    public static byte[] PartialBook(Market market, int depth, long previousUpdateId, long eventTime, long time) =>
        WireWriting.Json((market, depth, previousUpdateId, eventTime, time), static (writer, x) =>
        {
            Begin(writer, "depthUpdate", x.eventTime, x.market.Contract);
            writer.WriteNumber("T", x.time);
            writer.WriteString("ps", x.market.Contract.Name);
            writer.WriteNumber("U", x.previousUpdateId + 1);
            writer.WriteNumber("u", x.market.Book.LastUpdateId);
            writer.WriteNumber("pu", x.previousUpdateId);
            WriteLevels(writer, "b", x.market.Contract, x.market.Book.Bids, x.depth);
            WriteLevels(writer, "a", x.market.Contract, x.market.Book.Asks, x.depth);
            End(writer);
        });

    public static byte[] BookTicker(Market market, long eventTime, long time) => WireWriting.Json((market, eventTime, time), static (writer, x) =>
    {
        var contract = x.market.Contract;
        Begin(writer, "bookTicker", x.eventTime, contract);
        writer.WriteNumber("u", x.market.Book.LastUpdateId);
        writer.WriteNumber("T", x.time);
        writer.WriteString("ps", contract.Name);
        WriteBest(writer, contract, x.market.Book.Bids.Best, "b", "B");
        WriteBest(writer, contract, x.market.Book.Asks.Best, "a", "A");
        End(writer);
    });

    public static byte[] MarkPrice(Market market, long eventTime) => WireWriting.Json((market, eventTime), static (writer, x) =>
    {
        Begin(writer, "markPriceUpdate", x.eventTime, x.market.Contract);
        writer.Amount("p", x.market.MarkPrice);
        writer.Amount("ap", x.market.MarkPrice);
        writer.Amount("i", x.market.IndexPrice);
        writer.Amount("P", x.market.IndexPrice);
        writer.Amount("r", x.market.FundingRate);
        writer.WriteNumber("T", NextFunding(x.eventTime));
        End(writer);
    });

    public static byte[] Ticker(Market market, CandleRow day, long eventTime) => WireWriting.Json((market, day, eventTime), static (writer, x) =>
    {
        var contract = x.market.Contract;
        var open = contract.Instrument.Price.RoundDown((decimal)x.day.Open);
        Begin(writer, "24hrTicker", x.eventTime, contract);
        writer.Amount("p", x.market.LastPrice - open, contract.PriceDigits);
        writer.Amount("P", (x.market.LastPrice - open) / open * 100, 3);
        writer.Amount("w", (decimal)(x.day.Turnover / x.day.Volume), contract.PriceDigits);
        writer.Amount("c", x.market.LastPrice, contract.PriceDigits);
        writer.Amount("Q", x.market.LastQuantity, contract.QuantityDigits);
        writer.Amount("o", open, contract.PriceDigits);
        writer.Amount("h", Math.Max(contract.Instrument.Price.RoundDown((decimal)x.day.High), x.market.LastPrice), contract.PriceDigits);
        writer.Amount("l", Math.Min(contract.Instrument.Price.RoundDown((decimal)x.day.Low), x.market.LastPrice), contract.PriceDigits);
        writer.Amount("v", (decimal)x.day.Volume, contract.QuantityDigits);
        writer.Amount("q", (decimal)x.day.Turnover, 2);
        writer.WriteNumber("O", x.day.OpenTime);
        writer.WriteNumber("C", x.eventTime);
        writer.WriteNumber("F", x.market.LastTradeId - x.day.Trades + 1);
        writer.WriteNumber("L", x.market.LastTradeId);
        writer.WriteNumber("n", x.day.Trades);
        writer.WriteString("ps", contract.Name);
        End(writer);
    });

    public static long NextFunding(long now) => (now / FundingInterval + 1) * FundingInterval;

    public static void WriteLevels(Utf8JsonWriter writer, string name, Contract contract, BookSide side, int depth)
    {
        writer.WriteStartArray(name);
        for (var rank = 0; rank < Math.Min(depth, side.Count); rank++)
        {
            writer.WriteStartArray();
            writer.AmountValue(contract.ToPrice(side[rank].Ticks), contract.PriceDigits);
            writer.AmountValue(contract.ToQuantity(side[rank].Lots), contract.QuantityDigits);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    public static void WriteBest(Utf8JsonWriter writer, Contract contract, PriceLevel? best, string price, string quantity)
    {
        writer.Amount(price, best is null ? 0 : contract.ToPrice(best.Ticks), contract.PriceDigits);
        writer.Amount(quantity, best is null ? 0 : contract.ToQuantity(best.Lots), contract.QuantityDigits);
    }

    private static void Begin(Utf8JsonWriter writer, string type, long eventTime, Contract contract)
    {
        writer.WriteStartObject();
        writer.WriteString("e", type);
        writer.WriteNumber("E", eventTime);
        writer.WriteString("s", contract.Name);
    }

    /// <summary><c>st</c> 1 says USDⓈ-M.</summary>
    private static void End(Utf8JsonWriter writer)
    {
        writer.WriteNumber("st", 1);
        writer.WriteEndObject();
    }
}
