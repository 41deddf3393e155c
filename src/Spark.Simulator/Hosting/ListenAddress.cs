using System.Net;

namespace Spark.Simulator.Hosting;

/// <summary>One address to listen on. <paramref name="Address"/> is null for both loopbacks.</summary>
internal sealed record ListenAddress(IPAddress? Address, int Port)
{
    /// <summary>Reads a list of addresses; anything beyond loopback is refused.</summary>
    /// <exception cref="SettingsException">An address is malformed or not loopback.</exception>
    public static IReadOnlyList<ListenAddress> ParseAll(string setting, string urls)
    {
        var parts = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0 ? throw Bad(setting, urls) : [.. parts.Select(part => Parse(setting, part))];
    }

    private static ListenAddress Parse(string setting, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/") throw Bad(setting, url);
        if (uri.Host == "localhost") return uri.Port == 0 ? throw Bad(setting, url) : new ListenAddress(null, uri.Port);
        if (!IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) || !IPAddress.IsLoopback(address)) throw Bad(setting, url);
        return new ListenAddress(address, uri.Port);
    }

    private static SettingsException Bad(string setting, string value) =>
        new($"{setting} is '{value}': allowed are loopback addresses such as http://localhost:4002 or http://127.0.0.1:4002, ';' between several.");
}
