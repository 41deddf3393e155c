using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Spark.Simulator.Hosting;

/// <summary>The exchange's way of writing JSON: amounts are text with a fixed number of decimals.</summary>
internal static class WireWriting
{
    /// <summary>Decimals of amounts of money and of index and mark prices.</summary>
    public const int MoneyDigits = 8;

    public static void Amount(this Utf8JsonWriter writer, string name, decimal value, int digits = MoneyDigits)
    {
        Span<byte> text = stackalloc byte[64];
        writer.WriteString(name, Format(text, value, digits));
    }

    public static void AmountValue(this Utf8JsonWriter writer, decimal value, int digits = MoneyDigits)
    {
        Span<byte> text = stackalloc byte[64];
        writer.WriteStringValue(Format(text, value, digits));
    }

    // Texts are read by people and clients, never by a browser as markup.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>One document, as bytes.</summary>
    public static byte[] Json<T>(T state, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Plain)) write(writer, state);
        return buffer.WrittenSpan.ToArray();
    }

    private static ReadOnlySpan<byte> Format(Span<byte> text, decimal value, int digits)
    {
        if (value == 0) value = 0m;
        return Utf8Formatter.TryFormat(value, text, out var written, new StandardFormat('F', (byte)digits))
            ? text[..written]
            : throw new FormatException("An amount is too long for the wire.");
    }
}
