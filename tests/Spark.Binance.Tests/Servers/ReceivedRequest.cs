using System.Text;

namespace Spark.Binance.Tests.Servers;

/// <summary>A request as it came over the wire.</summary>
internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Path => Target.Split('?')[0];

    public string Query => Target.Contains('?', StringComparison.Ordinal) ? Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..] : "";

    /// <summary>What the signature covers: query and body, as sent, without the signature itself.</summary>
    public string Signed => (Query + Body).Split("&signature=")[0];

    public string Signature => (Query + Body).Split("signature=")[^1];

    public string? this[string parameter] => (Query + "&" + Body).Split('&')
        .Select(p => p.Split('=', 2)).Where(p => p[0] == parameter).Select(p => Uri.UnescapeDataString(p[1])).FirstOrDefault();

    public override string ToString() => new StringBuilder(Method).Append(' ').Append(Target).Append(' ').Append(Body).ToString();
}
