using System.Diagnostics.CodeAnalysis;

namespace Spark.Domain.Orders;

/// <summary>
/// The id under which an order is known before the exchange has answered. On the wire: 1 to 36 of <c>.A-Z:/a-z0-9_-</c>.
/// </summary>
public readonly record struct ClientOrderId
{
    /// <summary>Prefix of the ids that Spark makes.</summary>
    public const string SparkPrefix = "spk-";

    private static readonly string[] ExchangePrefixes = ["autoclose-", "adl_autoclose", "settlement_autoclose-", "delivery_autoclose-"];

    private readonly string? _value;

    private ClientOrderId(string value) => _value = value;

    public string Value => _value ?? "";

    /// <summary>What a caller may choose, for error texts.</summary>
    public const string AllowedToCallers = "1 to 32 characters of .A-Z:/a-z0-9_- not beginning with spk- or a prefix that the exchange keeps";

    /// <summary>The id that Spark gives an order of its own; fixed before the order is journalled.</summary>
    public static ClientOrderId ForIntent(string intentId) => Parse(SparkPrefix + intentId);

    /// <summary>Reads an id as the exchange may report it (36 characters, any prefix).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ClientOrderId id)
    {
        id = default;
        if (text is not { Length: >= 1 and <= 36 } || !text.All(IsAllowed)) return false;
        id = new ClientOrderId(text);
        return true;
    }

    /// <summary>Reads an id that a caller chose: shorter, and none of the reserved prefixes.</summary>
    public static bool TryParseFromCaller([NotNullWhen(true)] string? text, out ClientOrderId id) =>
        TryParse(text, out id) && text.Length <= 32 && !IsReserved(text);

    /// <exception cref="FormatException">The text is not an id.</exception>
    public static ClientOrderId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a client order id: 1 to 36 of .A-Z:/a-z0-9_-.");

    /// <summary>Whether Spark made this id.</summary>
    public bool IsSparks => Value.StartsWith(SparkPrefix, StringComparison.Ordinal);

    public override string ToString() => Value;

    private static bool IsReserved(string text) => text.StartsWith(SparkPrefix, StringComparison.Ordinal)
        || ExchangePrefixes.Any(prefix => text.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '/' or '_' or '-';
}
