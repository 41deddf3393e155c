namespace Spark.Simulator.Matching;

/// <summary>
/// The client order id of an order that came without one: 22 letters and digits that look random and can be read back, so
/// that nothing has to be remembered for them.
/// </summary>
internal static class ExchangeMadeId
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Half = 11;
    private const ulong Odd = 0x9E3779B97F4A7C15;
    private const ulong InverseOfOdd = 0xF1DE83E19937733D;

    public static string Write(int contract, long orderId) => string.Create(2 * Half, (contract, orderId), static (text, key) =>
    {
        var mixed = unchecked((ulong)key.orderId * Odd);
        Write(text[..Half], mixed);
        Write(text[Half..], Mask(mixed) ^ (ulong)key.contract);
    });

    public static bool TryRead(string text, out int contract, out long orderId)
    {
        (contract, orderId) = (0, 0);
        if (text.Length != 2 * Half || !TryRead(text.AsSpan(0, Half), out var mixed) || !TryRead(text.AsSpan(Half), out var masked)) return false;
        var index = masked ^ Mask(mixed);
        if (index > ushort.MaxValue) return false;
        (contract, orderId) = ((int)index, unchecked((long)(mixed * InverseOfOdd)));
        return true;
    }

    private static ulong Mask(ulong value) => unchecked((value ^ (value >> 29)) * 0xBF58476D1CE4E5B9UL);

    private static void Write(Span<char> text, ulong value)
    {
        for (var i = text.Length - 1; i >= 0; i--) (value, text[i]) = (value / 62, Alphabet[(int)(value % 62)]);
    }

    private static bool TryRead(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        foreach (var c in text)
        {
            var digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0) return false;
            value = unchecked(value * 62 + (ulong)digit);
        }
        return true;
    }
}
