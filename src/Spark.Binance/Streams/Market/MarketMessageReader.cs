using System.Text.Json;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>
/// From a message's bytes straight to a tick: nothing is allocated for trades, books, tickers and mark prices. Both the combined form
/// (<c>{"stream","data"}</c>) and the bare event are read; members may come in any order.
/// </summary>
public sealed class MarketMessageReader(SymbolTable symbols, IMarketSink sink)
{
    private const long UsdMargined = 1;

    /// <summary>Reads one message and hands its tick to the sink.</summary>
    public MarketMessage Read(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadTop(reader) : Malformed("the message is not an object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Malformed("the message is not what its stream promises");
        }
    }

    /// <summary>Everything that one socket has received was read.</summary>
    public void Lull() => sink.OnLull();

    private MarketMessage ReadTop(Utf8JsonReader reader)
    {
        var start = reader;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("e"u8)) return ReadEvent(start);
            if (reader.ValueTextEquals("data"u8)) return reader.Read() ? ReadEvent(reader) : Malformed("the message ends early");
            if (reader.ValueTextEquals("result"u8) || reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("code"u8)) return MarketMessage.Control;
            reader.Skip();
        }
        return Ignored(IgnoredMessage.UnknownEvent);
    }

    private MarketMessage ReadEvent(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return Ignored(IgnoredMessage.UnknownEvent);
        var start = reader;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = reader.ValueTextEquals("e"u8);
            reader.Read();
            if (isName) return ReadNamed(reader, start);
            reader.Skip();
        }
        return Ignored(IgnoredMessage.UnknownEvent);
    }

    private MarketMessage ReadNamed(in Utf8JsonReader name, Utf8JsonReader body)
    {
        if (name.ValueTextEquals("trade"u8)) return ReadTrade(body, isAggregate: false);
        if (name.ValueTextEquals("depthUpdate"u8)) return ReadDepth(body);
        if (name.ValueTextEquals("markPriceUpdate"u8)) return ReadMarkPrice(body);
        if (name.ValueTextEquals("24hrTicker"u8)) return ReadTicker(body);
        if (name.ValueTextEquals("kline"u8)) return ReadCandle(body);
        if (name.ValueTextEquals("aggTrade"u8)) return ReadTrade(body, isAggregate: true);
        return Ignored(IgnoredMessage.UnknownEvent);
    }

    private MarketMessage ReadTrade(Utf8JsonReader reader, bool isAggregate)
    {
        var about = new Subject();
        var idLetter = isAggregate ? (byte)'l' : (byte)'t';
        long id = -1, tradeTime = 0;
        decimal? price = null, quantity = null;
        bool? buyerIsMaker = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (JsonFields.Letter(reader))
            {
                case var letter when letter == idLetter: id = JsonFields.Int64(ref reader); break;
                case (byte)'T': tradeTime = JsonFields.Int64(ref reader); break;
                case (byte)'p': price = JsonFields.Decimal(ref reader); break;
                case (byte)'q': quantity = JsonFields.Decimal(ref reader); break;
                case (byte)'m': buyerIsMaker = JsonFields.Boolean(ref reader); break;
                default: about.Take(ref reader, symbols); break;
            }
        }
        if (about.IsForeign(out var why)) return Ignored(why);
        if (about.Lacking is { } lacking) return Malformed(lacking);
        if (price is not { } p) return Malformed("a trade lacks 'p'");
        if (quantity is not { } q) return Malformed("a trade lacks 'q'");
        if (buyerIsMaker is not { } m) return Malformed("a trade lacks 'm'");
        if (id < 0) return Malformed(isAggregate ? "an aggregate trade lacks 'l'" : "a trade lacks 't'");
        if (p == 0 && q == 0) return Ignored(IgnoredMessage.SpentTradeId);
        sink.OnTrade(new TradeTick(about.Symbol, id, p, q, m, tradeTime, about.EventTime, isAggregate));
        return MarketMessage.Event;
    }

    private MarketMessage ReadDepth(Utf8JsonReader reader)
    {
        var about = new Subject();
        long transactionTime = 0, lastUpdateId = -1;
        DepthLevels bids = default, asks = default;
        int bidCount = -1, askCount = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (JsonFields.Letter(reader))
            {
                case (byte)'T': transactionTime = JsonFields.Int64(ref reader); break;
                case (byte)'u': lastUpdateId = JsonFields.Int64(ref reader); break;
                case (byte)'b': bidCount = JsonFields.Levels(ref reader, ref bids); break;
                case (byte)'a': askCount = JsonFields.Levels(ref reader, ref asks); break;
                default: about.Take(ref reader, symbols); break;
            }
        }
        if (about.IsForeign(out var why)) return Ignored(why);
        if (about.Lacking is { } lacking) return Malformed(lacking);
        if (bidCount < 0) return Malformed("a book lacks 'b'");
        if (askCount < 0) return Malformed("a book lacks 'a'");
        if (lastUpdateId < 0) return Malformed("a book lacks 'u'");
        sink.OnDepth(new DepthTick(about.Symbol, about.EventTime, transactionTime, lastUpdateId, bids, bidCount, asks, askCount));
        return MarketMessage.Event;
    }

    private MarketMessage ReadMarkPrice(Utf8JsonReader reader)
    {
        var about = new Subject();
        decimal? mark = null;
        decimal index = 0, funding = 0;
        long nextFunding = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (JsonFields.Letter(reader))
            {
                case (byte)'p': mark = JsonFields.Decimal(ref reader); break;
                case (byte)'i': index = JsonFields.Decimal(ref reader); break;
                case (byte)'r': funding = JsonFields.Decimal(ref reader); break;
                case (byte)'T': nextFunding = JsonFields.Int64(ref reader); break;
                default: about.Take(ref reader, symbols); break;
            }
        }
        if (about.IsForeign(out var why)) return Ignored(why);
        if (about.Lacking is { } lacking) return Malformed(lacking);
        if (mark is not { } price) return Malformed("a mark price lacks 'p'");
        sink.OnMarkPrice(new MarkPriceTick(about.Symbol, price, index, funding, nextFunding, about.EventTime));
        return MarketMessage.Event;
    }

    private MarketMessage ReadTicker(Utf8JsonReader reader)
    {
        var about = new Subject();
        decimal? last = null, change = null, volume = null;
        decimal high = 0, low = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (JsonFields.Letter(reader))
            {
                case (byte)'c': last = JsonFields.Decimal(ref reader); break;
                case (byte)'P': change = JsonFields.Decimal(ref reader); break;
                case (byte)'v': volume = JsonFields.Decimal(ref reader); break;
                case (byte)'h': high = JsonFields.Decimal(ref reader); break;
                case (byte)'l': low = JsonFields.Decimal(ref reader); break;
                default: about.Take(ref reader, symbols); break;
            }
        }
        if (about.IsForeign(out var why)) return Ignored(why);
        if (about.Lacking is { } lacking) return Malformed(lacking);
        if (last is not { } price) return Malformed("a ticker lacks 'c'");
        if (change is not { } percent) return Malformed("a ticker lacks 'P'");
        if (volume is not { } traded) return Malformed("a ticker lacks 'v'");
        sink.OnTicker(new TickerTick(about.Symbol, price, percent, high, low, traded, about.EventTime));
        return MarketMessage.Event;
    }

    private MarketMessage ReadCandle(Utf8JsonReader reader)
    {
        var about = new Subject();
        var candle = default(CandleFields);
        var isThere = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonFields.Letter(reader) == (byte)'k') isThere = candle.Read(ref reader);
            else about.Take(ref reader, symbols);
        }
        if (about.IsForeign(out var why)) return Ignored(why);
        if (about.Lacking is { } lacking) return Malformed(lacking);
        if (!isThere) return Malformed("a candle lacks one of 't', 'o', 'h', 'l', 'c', 'v', 'x'");
        sink.OnCandle(candle.Tick(about.Symbol, about.EventTime));
        return MarketMessage.Event;
    }

    private MarketMessage Ignored(IgnoredMessage why)
    {
        sink.OnIgnored(why);
        return MarketMessage.Ignored;
    }

    private MarketMessage Malformed(string why)
    {
        sink.OnError(why);
        return MarketMessage.Malformed;
    }

    /// <summary>What every event says: of which symbol and product it is, and when it was made.</summary>
    private struct Subject
    {
        private bool _isNamed;
        private bool _isKnown;
        private long _product;

        public Symbol Symbol { get; private set; }

        public long EventTime { get; private set; }

        public readonly string? Lacking => !_isNamed ? "an event lacks 's'" : EventTime <= 0 ? "an event lacks 'E'" : null;

        public void Take(ref Utf8JsonReader reader, SymbolTable symbols)
        {
            if (reader.ValueTextEquals("E"u8)) EventTime = JsonFields.Int64(ref reader);
            else if (reader.ValueTextEquals("s"u8)) Name(ref reader, symbols);
            else if (reader.ValueTextEquals("st"u8)) _product = JsonFields.Int64(ref reader);
            else reader.Skip();
        }

        public readonly bool IsForeign(out IgnoredMessage why)
        {
            why = _product is 0 or UsdMargined ? IgnoredMessage.UnknownSymbol : IgnoredMessage.OtherProduct;
            return why == IgnoredMessage.OtherProduct || (_isNamed && !_isKnown);
        }

        private void Name(ref Utf8JsonReader reader, SymbolTable symbols)
        {
            _isKnown = JsonFields.IsKnown(ref reader, symbols, out var symbol);
            _isNamed = true;
            Symbol = symbol;
        }
    }
}
