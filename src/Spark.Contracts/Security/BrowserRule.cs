using Spark.Contracts.Configuration;

namespace Spark.Contracts.Security;

/// <summary>
/// Keeps other web pages away from a service that can trade: the <c>Host</c> must be one of ours (a rebound name is not), an
/// <c>Origin</c> must be exactly one of our own, and <c>Sec-Fetch-Site</c> must not say that another site asks.
/// </summary>
/// <param name="hosts">Names of this service besides the loopback ones.</param>
/// <param name="origins">Origins of our own pages; empty for a service without browser clients.</param>
public sealed class BrowserRule(IEnumerable<string> hosts, IEnumerable<string> origins)
{
    public const string Error = "OriginNotAllowed";

    private readonly HashSet<string> _hosts = hosts.Select(host => host.Trim('[', ']'))
        .Where(host => host is not ("0.0.0.0" or "::" or "*" or "+")).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _origins = origins.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The rule of a service that listens on <paramref name="urls"/>.</summary>
    public static BrowserRule For(IReadOnlyList<Uri> urls, bool hasPages) =>
        new(urls.Select(url => url.Host), hasPages ? urls.SelectMany(OriginsOf) : []);

    /// <summary>Why a request is refused; null when it is not.</summary>
    /// <param name="host">The <c>Host</c> header without the port.</param>
    /// <param name="origin">All <c>Origin</c> headers.</param>
    /// <param name="fetchSite">All <c>Sec-Fetch-Site</c> headers.</param>
    public string? Refusal(string host, IReadOnlyList<string?> origin, IReadOnlyList<string?> fetchSite)
    {
        if (host.Length == 0 || !(Loopback.Is(host) || _hosts.Contains(host.Trim('[', ']')))) return "Host is not one of this service's names.";
        if (origin.Count > 1 || (origin.Count == 1 && !_origins.Contains(origin[0] ?? "")))
        {
            return _origins.Count == 0 ? "This service has no browser client and refuses any Origin." : "Origin is not one of this service's own.";
        }
        return fetchSite.Count > 1 || (fetchSite.Count == 1 && fetchSite[0] is not ("none" or "same-origin"))
            ? "Sec-Fetch-Site must be absent, none or same-origin." : null;
    }

    // A page may be opened by any loopback name that the service listens on.
    private static IEnumerable<string> OriginsOf(Uri url) => Loopback.Is(url.Host)
        ? ((string[])["localhost", "127.0.0.1", "[::1]"]).Select(host => $"{url.Scheme}://{host}{PortOf(url)}")
        : [$"{url.Scheme}://{url.Host}{PortOf(url)}"];

    private static string PortOf(Uri url) => url.IsDefaultPort ? "" : $":{url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
