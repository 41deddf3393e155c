using System.Net;

namespace Spark.Contracts.Configuration;

/// <summary>What counts as this machine.</summary>
public static class Loopback
{
    /// <summary>Whether <paramref name="host"/> (a URL's host) names this machine: <c>localhost</c> or an address of 127.0.0.0/8 or ::1.</summary>
    public static bool Is(string host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
