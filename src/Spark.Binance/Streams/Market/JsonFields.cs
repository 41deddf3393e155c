using System.Buffers.Text;
using System.Text.Json;
using Spark.Binance.Wire;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>Reads the next value of a message without making anything; what does not fit is a <see cref="JsonException"/>.</summary>
internal static class JsonFields
{
    /// <summary>The one-letter name that the reader stands on; 0 for longer names.</summary>
    public static byte Letter(in Utf8JsonReader reader) => reader.ValueSpan.Length == 1 ? reader.ValueSpan[0] : (byte)0;

    public static decimal Decimal(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number && WireDecimal.TryParse(reader.ValueSpan, out var value)
            ? value
            : throw new JsonException("a decimal is wanted");
    }

    public static long Int64(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number
            && Utf8Parser.TryParse(reader.ValueSpan, out long value, out var used) && used == reader.ValueSpan.Length
                ? value
                : throw new JsonException("a whole number is wanted");
    }

    public static bool Boolean(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetBoolean();
    }

    /// <summary>Whether the text is a known symbol. Letters outside ASCII may come escaped.</summary>
    public static bool IsKnown(ref Utf8JsonReader reader, SymbolTable symbols, out Symbol symbol)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("a symbol is wanted");
        if (!reader.ValueIsEscaped) return symbols.TryGet(reader.ValueSpan, out symbol);
        Span<byte> plain = stackalloc byte[256];
        symbol = default;
        return reader.ValueSpan.Length <= plain.Length && symbols.TryGet(plain[..reader.CopyString(plain)], out symbol);
    }

    /// <summary>Reads an array of price levels of any length.</summary>
    public static void Levels(ref Utf8JsonReader reader, Book.LevelBuffer levels)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("an array of levels is wanted");
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            levels.Add(new BookLevel(Decimal(ref reader), Decimal(ref reader)));
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) reader.Skip();
        }
    }

    /// <summary>Reads an array of price levels into <paramref name="levels"/>; levels beyond its room are passed over.</summary>
    public static int Levels(ref Utf8JsonReader reader, ref DepthLevels levels)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("an array of levels is wanted");
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var level = new BookLevel(Decimal(ref reader), Decimal(ref reader));
            if (count < DepthLevels.Length) levels[count++] = level;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) reader.Skip();
        }
        return count;
    }
}
