using System.Collections.Frozen;
using System.Net;

namespace Spark.Simulator.Hosting.Control;

/// <summary>
/// Keeps web pages and other machines away from the control routes: the connection must be loopback, the host name one that
/// is allowed, and a browser's request must come from the exchange's own origin.
/// </summary>
internal sealed class BrowserGuard(SimulatorSettings settings)
{
    private readonly FrozenSet<string> _hosts =
        settings.AllowedHosts.Concat(["localhost", "127.0.0.1", "[::1]"]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool Allows(HttpContext context)
    {
        var request = context.Request;
        return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && _hosts.Contains(request.Host.Host)
            && IsOwnOrigin(request)
            && request.Headers["Sec-Fetch-Site"] is var site && (site.Count == 0 || site.ToString() is "none" or "same-origin");
    }

    private static bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 0 || (origin.Count == 1 && origin.ToString() == $"{request.Scheme}://{request.Host}");
    }
}
