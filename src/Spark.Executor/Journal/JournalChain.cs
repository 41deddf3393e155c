using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

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
        var head = string.Create(CultureInfo.InvariantCulture, $"{previous}\n{seq}\n{atMs}\n{kind}\n{actor}\n");
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(head.Length) + data.Length);
        try
        {
            var length = Encoding.UTF8.GetBytes(head, bytes);
            data.CopyTo(bytes.AsSpan(length));
            return Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length + data.Length)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
