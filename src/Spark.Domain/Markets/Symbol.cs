using System.Diagnostics.CodeAnalysis;

namespace Spark.Domain.Markets;

/// <summary>
/// An exchange symbol such as <c>BTCUSDT</c>: 2 to 40 upper-case letters, digits or <c>_</c>.
/// Letters outside ASCII are allowed, because the exchange lists such symbols; they are never lower case.
/// </summary>
public readonly record struct Symbol : IComparable<Symbol>
{
    private readonly string? _value;

    private Symbol(string value) => _value = value;

    /// <summary>The symbol's text; empty only for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>What a symbol must look like, for error texts.</summary>
    public const string Allowed = "an upper-case exchange symbol such as BTCUSDT";

    /// <summary>Reads <paramref name="text"/> as a symbol; nothing is trimmed or re-cased.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Symbol symbol)
    {
        symbol = default;
        if (text is not { Length: >= 2 and <= 40 }) return false;
        foreach (var c in text)
        {
            if (!IsAllowed(c)) return false;
        }
        symbol = new Symbol(text);
        return true;
    }

    /// <summary>Reads <paramref name="text"/> as a symbol.</summary>
    /// <exception cref="FormatException">The text is not a symbol.</exception>
    public static Symbol Parse(string text) =>
        TryParse(text, out var symbol) ? symbol : throw new FormatException($"'{text}' is not {Allowed}.");

    public int CompareTo(Symbol other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    public static bool operator <(Symbol left, Symbol right) => left.CompareTo(right) < 0;

    public static bool operator >(Symbol left, Symbol right) => left.CompareTo(right) > 0;

    public static bool operator <=(Symbol left, Symbol right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Symbol left, Symbol right) => left.CompareTo(right) >= 0;

    private static bool IsAllowed(char c) => c == '_' || char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)
        || (c > 127 && (char.IsLetter(c) || char.IsSurrogate(c)) && !char.IsLower(c));
}
