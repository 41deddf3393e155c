using Microsoft.AspNetCore.Http.Features;
using Spark.Simulator.Faults;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>Reads what a connecting socket asks for in its address, and serves it.</summary>
internal sealed class SocketEndpoint(StreamHub hub, FaultPlan faults, SimulatorSettings settings, IHostApplicationLifetime lifetime)
{
    private sealed record Address(StreamRoute Route, bool Combined, string Streams);

    /// <summary>Whether the path is one of the exchange's stream paths.</summary>
    public static bool Covers(string path) => Read(path) is not null;

    public async Task ServeAsync(HttpContext context)
    {
        if (faults.Take(FaultKind.RefuseConnections) is not null)
        {
            context.Abort();
            return;
        }
        if (faults.Take(FaultKind.Maintenance) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        if (Read(context.Request.Path.Value ?? "") is not { } address || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var stream = new StreamSocket(address.Route, address.Combined, hub, faults, settings.Time)
        {
            Freeze = context.Features.Get<IHttpUpgradeFeature>() is FreezableUpgrade upgrade ? upgrade.Freeze : static () => { },
        };
        hub.Join(stream);
        Subscribe(stream, address, context.Request.Query);
        await stream.RunAsync(context.WebSockets.AcceptWebSocketAsync, lifetime.ApplicationStopping);
    }

    private static void Subscribe(StreamSocket stream, Address address, IQueryCollection query)
    {
        foreach (var name in Split(address.Streams)) stream.Subscribe(name);
        foreach (var names in query["streams"])
        {
            foreach (var name in Split(names)) stream.Subscribe(name);
        }
        var keys = query["listenKey"];
        var events = query["events"];
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i] is { Length: > 0 } key) stream.Subscribe(key, i < events.Count && events[i] is { Length: > 0 } wanted ? Split(wanted) : null);
        }
    }

    private static string[] Split(string? names) => (names ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static Address? Read(string path)
    {
        var parts = path.Split('/', 4);
        var route = parts.ElementAtOrDefault(1) switch
        {
            "public" => StreamRoute.Public,
            "market" => StreamRoute.Market,
            "private" => StreamRoute.Private,
            _ => StreamRoute.Unrouted,
        };
        var rest = route == StreamRoute.Unrouted ? path.Split('/', 3).AsSpan(1) : parts.AsSpan(Math.Min(2, parts.Length));
        if (rest.IsEmpty || rest[0] is not ("ws" or "stream")) return null;
        return new Address(route, rest[0] == "stream", rest.Length > 1 ? rest[1] : "");
    }
}
