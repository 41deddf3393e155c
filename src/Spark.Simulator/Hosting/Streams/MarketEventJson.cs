using System.Text.Json;
using Spark.Domain.Orders;
using Spark.Simulator.Hosting.Rest;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>The market streams' events. Times are ms UTC.</summary>
internal static class MarketEventJson
{
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

    /// <summary>One event.</summary>
    public static byte[] One<T>(T state, long eventTime, Action<Utf8JsonWriter, T, long> write) =>
        WireWriting.Json((state, eventTime, write), static (writer, x) => x.write(writer, x.state, x.eventTime));

    /// <summary>An array of events.</summary>
    public static byte[] Many<T>(IEnumerable<T> states, long eventTime, Action<Utf8JsonWriter, T, long> write) =>
        WireWriting.Json((states, eventTime, write), static (writer, x) =>
        {
            writer.WriteStartArray();
            foreach (var state in x.states) x.write(writer, state, x.eventTime);
            writer.WriteEndArray();
        });

    public static byte[] Aggregate(Market market, AggregateTrade row, long eventTime) => WireWriting.Json((market, row, eventTime), static (writer, x) =>
    {
        Begin(writer, "aggTrade", x.eventTime, x.market.Contract);
        TapeRoutes.Write(writer, x.row, x.market.Contract);
        End(writer);
    });

    public static byte[] Kline(Market market, CandleRow row, string interval, bool isClosed, bool isContinuous, long eventTime) =>
        WireWriting.Json((market, row, interval, isClosed, isContinuous, eventTime), static (writer, x) =>
        {
            var contract = x.market.Contract;
            writer.WriteStartObject();
            writer.WriteString("e", x.isContinuous ? "continuous_kline" : "kline");
            writer.WriteNumber("E", x.eventTime);
            writer.WriteString(x.isContinuous ? "ps" : "s", contract.Name);
            if (x.isContinuous) writer.WriteString("ct", "PERPETUAL");
            writer.WriteStartObject("k");
            if (!x.isContinuous) writer.WriteString("s", contract.Name);
            WriteCandle(writer, x.market, x.row, x.interval);
            writer.WriteBoolean("x", x.isClosed);
            writer.WriteEndObject();
            if (!x.isContinuous) writer.WriteString("ps", contract.Name);
            End(writer);
        });

    public static byte[] ForceOrder(BookOrder order, long eventTime) => WireWriting.Json((order, eventTime), static (writer, x) =>
    {
        var (order, contract) = (x.order, x.order.Market.Contract);
        writer.WriteStartObject();
        writer.WriteString("e", "forceOrder");
        writer.WriteNumber("E", x.eventTime);
        writer.WriteStartObject("o");
        writer.WriteString("s", contract.Name);
        writer.WriteString("S", order.Side.ToWord());
        writer.WriteString("o", "LIMIT");
        writer.WriteString("f", "IOC");
        writer.Amount("q", order.Quantity, contract.QuantityDigits);
        writer.Amount("p", order.Price, contract.PriceDigits);
        writer.Amount("ap", order.AveragePrice, contract.PriceDigits);
        writer.WriteString("X", order.Status.ToWord());
        writer.Amount("l", order.FilledQuantity, contract.QuantityDigits);
        writer.Amount("z", order.FilledQuantity, contract.QuantityDigits);
        writer.WriteNumber("T", order.UpdateTime);
        writer.WriteEndObject();
        writer.WriteString("ps", contract.Name);
        End(writer);
    });

    public static void WriteMarkPrice(Utf8JsonWriter writer, Market market, long eventTime)
    {
        Begin(writer, "markPriceUpdate", eventTime, market.Contract);
        writer.Amount("p", market.MarkPrice);
        writer.Amount("ap", market.MarkPrice);
        writer.Amount("i", market.IndexPrice);
        writer.Amount("P", market.IndexPrice);
        writer.Amount("r", market.FundingRate);
        writer.WriteNumber("T", NextFunding(eventTime));
        End(writer);
    }

    public static void WriteTicker(Utf8JsonWriter writer, (Market Market, CandleRow Day) state, long eventTime)
    {
        var (market, day) = state;
        var contract = market.Contract;
        var open = contract.Instrument.Price.RoundDown((decimal)day.Open);
        Begin(writer, "24hrTicker", eventTime, contract);
        writer.Amount("p", market.LastPrice - open, contract.PriceDigits);
        writer.Amount("P", (market.LastPrice - open) / open * 100, 3);
        writer.Amount("w", (decimal)(day.Turnover / day.Volume), contract.PriceDigits);
        writer.Amount("Q", market.LastQuantity, contract.QuantityDigits);
        WriteDayPrices(writer, market, day, open);
        writer.WriteNumber("O", day.OpenTime);
        writer.WriteNumber("C", eventTime);
        writer.WriteNumber("F", market.LastTradeId - day.Trades + 1);
        writer.WriteNumber("L", market.LastTradeId);
        writer.WriteNumber("n", day.Trades);
        writer.WriteString("ps", contract.Name);
        End(writer);
    }

    public static void WriteMiniTicker(Utf8JsonWriter writer, (Market Market, CandleRow Day) state, long eventTime)
    {
        var contract = state.Market.Contract;
        Begin(writer, "24hrMiniTicker", eventTime, contract);
        WriteDayPrices(writer, state.Market, state.Day, contract.Instrument.Price.RoundDown((decimal)state.Day.Open));
        writer.WriteString("ps", contract.Name);
        End(writer);
    }

    private static void WriteDayPrices(Utf8JsonWriter writer, Market market, in CandleRow day, decimal open)
    {
        var contract = market.Contract;
        writer.Amount("c", market.LastPrice, contract.PriceDigits);
        writer.Amount("o", open, contract.PriceDigits);
        writer.Amount("h", Math.Max(contract.Instrument.Price.RoundDown((decimal)day.High), market.LastPrice), contract.PriceDigits);
        writer.Amount("l", Math.Min(contract.Instrument.Price.RoundDown((decimal)day.Low), market.LastPrice), contract.PriceDigits);
        writer.Amount("v", (decimal)day.Volume, contract.QuantityDigits);
        writer.Amount("q", (decimal)day.Turnover, 2);
    }

    private static void WriteCandle(Utf8JsonWriter writer, Market market, in CandleRow row, string interval)
    {
        var contract = market.Contract;
        writer.WriteNumber("t", row.OpenTime);
        writer.WriteNumber("T", KlinesRoute.CloseTime(interval, row.OpenTime));
        writer.WriteString("i", interval);
        writer.WriteNumber("f", market.LastTradeId - row.Trades + 1);
        writer.WriteNumber("L", market.LastTradeId);
        writer.Amount("o", KlinesRoute.OnTick(row.Open, contract), contract.PriceDigits);
        writer.Amount("c", KlinesRoute.OnTick(row.Close, contract), contract.PriceDigits);
        writer.Amount("h", KlinesRoute.OnTick(row.High, contract), contract.PriceDigits);
        writer.Amount("l", KlinesRoute.OnTick(row.Low, contract), contract.PriceDigits);
        writer.Amount("v", (decimal)row.Volume, contract.QuantityDigits);
        writer.WriteNumber("n", row.Trades);
        writer.Amount("q", (decimal)row.Turnover, 4);
        writer.Amount("V", (decimal)row.TakerBuyVolume, contract.QuantityDigits);
        writer.Amount("Q", (decimal)row.TakerBuyTurnover, 4);
        writer.WriteString("B", "0");
    }

    public static long NextFunding(long now) => PriceProcess.NextFunding(now);

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
