using System.Security.Cryptography;
using System.Text;

namespace Spark.Guardrails.Confirmation;

/// <summary>SHA-256 of a confirmation token. The token itself is never kept.</summary>
public readonly record struct TokenHash
{
    private readonly string? _hex;

    private TokenHash(string hex) => _hex = hex;

    /// <summary>64 lower-case hex digits.</summary>
    public string Hex => _hex ?? "";

    public static TokenHash Of(string token) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));

    /// <summary>A hash as the journal kept it.</summary>
    /// <exception cref="FormatException">Not 64 lower-case hex digits.</exception>
    public static TokenHash FromHex(string hex) => hex.Length == 64 && hex.All(char.IsAsciiHexDigitLower)
        ? new TokenHash(hex)
        : throw new FormatException("A token hash is 64 lower-case hex digits.");

    /// <summary>Compares in constant time.</summary>
    public bool Equals(TokenHash other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hex), Encoding.ASCII.GetBytes(other.Hex));

    public override int GetHashCode() => string.GetHashCode(Hex, StringComparison.Ordinal);

    public override string ToString() => "(token hash)";
}
