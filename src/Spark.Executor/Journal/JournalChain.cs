using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Spark.Executor.Journal;

/// <summary>The chain of hashes that makes a changed or missing record show.</summary>
internal static class JournalChain
{
    /// <summary>The hash before the first record.</summary>
    public const string Start = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>SHA-256 over the previous hash and every field, each ended by a newline that no field but the last can hold.</summary>
    public static string Next(string previous, long seq, long atMs, string kind, string actor, string data)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{previous}\n{seq}\n{atMs}\n{kind}\n{actor}\n{data}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
