using System.Runtime.InteropServices;
using System.Text.Json;

namespace Spark.Guardrails.Actions;

/// <summary>JSON numbers that a decimal holds to the last digit; a number that would be rounded is refused, not bent.</summary>
internal static class JsonDecimal
{
    private const int MaxDigits = 28;

    public static bool TryRead(JsonElement value, out decimal number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && (IsShort(JsonMarshal.GetRawUtf8Value(value)) || IsExact(value.GetRawText())) && value.TryGetDecimal(out number);
    }

    // Without an exponent no more digits and places than characters.
    private static bool IsShort(ReadOnlySpan<byte> raw) => raw.Length <= MaxDigits && raw.IndexOfAny((byte)'e', (byte)'E') < 0;

    /// <summary>At most 28 significant digits, the last at most 28 places behind the point.</summary>
    private static bool IsExact(string raw)
    {
        var exponentAt = raw.AsSpan().IndexOfAny('e', 'E');
        var mantissa = (exponentAt < 0 ? raw : raw[..exponentAt]).TrimStart('-');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0) return true;
        if (!TryReadExponent(exponentAt < 0 ? "0" : raw[(exponentAt + 1)..], out var exponent)) return false;
        var lastPlace = places - (digits.Length - significant.Length) - exponent;
        return significant.TrimStart('0').Length <= MaxDigits && lastPlace <= MaxDigits;
    }

    private static bool TryReadExponent(string text, out int exponent) => int.TryParse(
        text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out exponent)
        && Math.Abs((long)exponent) < 1000;
}
