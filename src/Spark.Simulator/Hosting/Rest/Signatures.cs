using System.Security.Cryptography;
using System.Text;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>The door: key, signature, timestamp.</summary>
internal static class Signatures
{
    private const long Ahead = 1000;
    private const long UsualWindow = 5000;
    private const long LongestWindow = 60_000;

    private static readonly Rejection BadFormat = new(-2014, "API-key format invalid.", 401);
    private static readonly Rejection Unknown = new(-2015, "Invalid API-key, IP, or permissions for action.", 401);
    private static readonly Rejection BadSignature = new(-1022, "Signature for this request is not valid.");
    private static readonly Rejection BadWindow = new(-1131, "recvWindow must be less than 60000");
    private static readonly Rejection TooEarly = new(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
    private static readonly Rejection TooLate = new(-1021, "Timestamp for this request is outside of the recvWindow.");

    /// <summary>The credential of a key; a refusal when it is missing, malformed or unknown.</summary>
    public static Rejection? CheckKey(ExchangeInstance instance, string? apiKey, out Credential? credential)
    {
        credential = null;
        if (apiKey is not { Length: > 0 and <= 128 } || !apiKey.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return BadFormat;
        credential = instance.Find(apiKey);
        return credential is null ? Unknown : null;
    }

    /// <summary>Whether the received text carries a fresh and right signature of <paramref name="credential"/>.</summary>
    public static Rejection? CheckSigned(Credential credential, Parameters parameters, long serverTime)
    {
        if (parameters["signature"] is not { Length: > 0 } signature) throw Parameters.Malformed("signature");
        if (parameters.Whole("timestamp") is not { } timestamp) throw Parameters.Malformed("timestamp");
        if (!IsRight(credential, parameters.SignedText, signature)) return BadSignature;
        var window = parameters.Whole("recvWindow") ?? UsualWindow;
        if (window is < 0 or > LongestWindow) return BadWindow;
        if (timestamp >= serverTime + Ahead) return TooEarly;
        return serverTime - timestamp > window ? TooLate : null;
    }

    /// <summary>Whether the request's window is over at <paramref name="now"/>.</summary>
    public static bool IsLate(Parameters parameters, long now) =>
        now - parameters.Whole("timestamp") > (parameters.Whole("recvWindow") ?? UsualWindow);

    private static bool IsRight(Credential credential, string text, string signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(credential.Secret, Encoding.UTF8.GetBytes(text), expected);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return signature.Length == given.Length * 2
            && Convert.FromHexString(signature, given, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == given.Length
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
