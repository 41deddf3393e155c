using System.Security.Cryptography;
using System.Text;

namespace Spark.Binance.Signing;

/// <summary>
/// HMAC-SHA256 over the request's parameters exactly as sent (percent-encoded query, immediately followed by the body), as lower-case hex.
/// </summary>
public sealed class RequestSigner
{
    /// <summary>Length of a signature in hex digits.</summary>
    public const int SignatureLength = HMACSHA256.HashSizeInBytes * 2;

    private readonly byte[] _secret;

    public RequestSigner(string secret) => _secret = Encoding.UTF8.GetBytes(secret);

    /// <summary>Writes the signature of <paramref name="totalParams"/> into <paramref name="hex"/>; nothing is allocated.</summary>
    public void Sign(ReadOnlySpan<byte> totalParams, Span<byte> hex)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, totalParams, hash);
        Convert.TryToHexStringLower(hash, hex, out _);
    }

    /// <summary>The signature of <paramref name="totalParams"/>.</summary>
    public string Sign(string totalParams)
    {
        Span<byte> hex = stackalloc byte[SignatureLength];
        Sign(Encoding.UTF8.GetBytes(totalParams), hex);
        return Encoding.ASCII.GetString(hex);
    }
}
