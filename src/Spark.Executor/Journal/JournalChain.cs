using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Spark.Executor.Journal;

/// <summary>The chain of hashes that makes a changed or missing record show.</summary>
internal static class JournalChain
{
    /// <summary>The hash before the first record.</summary>
    public const string Start = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <inheritdoc cref="Next(string, long, long, string, string, ReadOnlySpan{byte})"/>
    public static string Next(string previous, long seq, long atMs, string kind, string actor, string data) =>
        Next(previous, seq, atMs, kind, actor, Encoding.UTF8.GetBytes(data));

    /// <summary>SHA-256 over the previous hash and every field, each ended by a newline that no field but the last can hold.</summary>
    public static string Next(string previous, long seq, long atMs, string kind, string actor, ReadOnlySpan<byte> data)
    {
        const int Numbers = 2 * 20, Newlines = 5, BytesOfAChar = 3;
        var bytes = ArrayPool<byte>.Shared.Rent((BytesOfAChar * (previous.Length + kind.Length + actor.Length)) + Numbers + Newlines + data.Length);
        try
        {
            if (!Utf8.TryWrite(bytes, CultureInfo.InvariantCulture, $"{previous}\n{seq}\n{atMs}\n{kind}\n{actor}\n", out var length)) throw new UnreachableException("A record's head is longer than its parts.");
            data.CopyTo(bytes.AsSpan(length));
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes.AsSpan(0, length + data.Length), hash);
            return Convert.ToHexStringLower(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
