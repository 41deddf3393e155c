using System.Text;
using System.Text.RegularExpressions;

namespace Spark.Binance.Errors;

/// <summary>Clears foreign text of what must not be seen before it becomes a message or a log line.</summary>
internal static partial class Secrets
{
    /// <summary>
    /// One line of at most <paramref name="longest"/> characters, without the credentials and without any run of 40 or more letters and digits:
    /// keys, signatures and listen keys all look like that.
    /// </summary>
    public static string Scrub(string text, BinanceCredentials? credentials = null, int longest = 200)
    {
        if (credentials is { ApiKey.Length: > 0, ApiSecret.Length: > 0 })
        {
            text = text.Replace(credentials.ApiSecret, "***", StringComparison.Ordinal).Replace(credentials.ApiKey, "***", StringComparison.Ordinal);
        }
        var line = new StringBuilder(text.Length);
        foreach (var c in LongRun().Replace(text, "***")) line.Append(char.IsControl(c) ? ' ' : c);
        var clean = line.ToString().Trim();
        return clean.Length <= longest ? clean : clean[..longest] + "…";
    }

    [GeneratedRegex("[A-Za-z0-9]{40,}")]
    private static partial Regex LongRun();
}
