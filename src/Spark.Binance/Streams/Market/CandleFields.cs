using System.Text.Json;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>The inner object of a candle message.</summary>
internal struct CandleFields
{
    private const int All = 7;

    private long _openTime;
    private decimal _open;
    private decimal _high;
    private decimal _low;
    private decimal _close;
    private decimal _volume;
    private bool _isClosed;

    /// <summary>Reads the object that the reader stands before; false when a field is missing.</summary>
    public bool Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a candle is an object");
        var found = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) found += Take(ref reader) ? 1 : 0;
        return found == All;
    }

    public readonly CandleTick Tick(Symbol symbol, long eventTime) => new(symbol, _openTime, _open, _high, _low, _close, _volume, _isClosed, eventTime);

    private bool Take(ref Utf8JsonReader reader)
    {
        switch (JsonFields.Letter(reader))
        {
            case (byte)'t': _openTime = JsonFields.Int64(ref reader); return true;
            case (byte)'o': _open = JsonFields.Decimal(ref reader); return true;
            case (byte)'h': _high = JsonFields.Decimal(ref reader); return true;
            case (byte)'l': _low = JsonFields.Decimal(ref reader); return true;
            case (byte)'c': _close = JsonFields.Decimal(ref reader); return true;
            case (byte)'v': _volume = JsonFields.Decimal(ref reader); return true;
            case (byte)'x': _isClosed = JsonFields.Boolean(ref reader); return true;
            default: reader.Skip(); return false;
        }
    }
}
