using System.Security.Cryptography;
using System.Text;

namespace Spark.Executor.Journal;

/// <summary>
/// Which folder holds an account's ledger: keyed by venue, exchange id or host, and a fingerprint of the API key, so that another
/// account opens another ledger.
/// </summary>
public static class LedgerFolder
{
    /// <param name="dataFolder"><c>SPARK_DATA</c>.</param>
    /// <param name="venue">simulator, testnet or production.</param>
    /// <param name="exchange">The exchange's own id, or its host.</param>
    /// <param name="apiKey">Only its fingerprint is used.</param>
    public static string Of(string dataFolder, string venue, string exchange, string apiKey) =>
        Path.Combine(dataFolder, "ledgers", $"{venue}-{Safe(exchange)}-{Fingerprint(apiKey)}");

    /// <summary>12 hex digits that tell keys apart and don't give them away.</summary>
    public static string Fingerprint(string apiKey) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("spark-ledger:" + apiKey)))[..12];

    private static string Safe(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
}
