using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Counts request weight by address and orders by account, in fixed windows. Safe to use from any thread.</summary>
internal sealed class RateLimits(SimulatorSettings settings)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Who, int Seconds), (long Window, int Used)> _windows = [];

    /// <summary>Counts a request's weight; <paramref name="used"/> is what the address has used in this minute.</summary>
    public Rejection? CountWeight(string address, int weight, out int used)
    {
        used = Count(address, 60, weight);
        return used > settings.WeightPerMinute
            ? new Rejection(-1003, $"Too many requests; current limit of IP({address}) is {settings.WeightPerMinute} requests per minute.", 429)
            : null;
    }

    /// <summary>Counts an order.</summary>
    public Rejection? CountOrder(string account, out int inTenSeconds, out int inMinute)
    {
        inTenSeconds = Count(account, 10, 1);
        inMinute = Count(account, 60, 1);
        if (inTenSeconds > settings.OrdersPerTenSeconds) return TooManyOrders(settings.OrdersPerTenSeconds, "10 SECOND");
        return inMinute > settings.OrdersPerMinute ? TooManyOrders(settings.OrdersPerMinute, "1 MINUTE") : null;
    }

    /// <summary>Seconds until the running minute ends.</summary>
    public long SecondsLeft => 60 - settings.Time.GetUtcNow().ToUnixTimeSeconds() % 60;

    private static Rejection TooManyOrders(int limit, string interval) =>
        new(-1015, $"Too many new orders; current limit is {limit} orders per {interval}.", 429);

    private int Count(string who, int seconds, int amount)
    {
        var window = settings.Time.GetUtcNow().ToUnixTimeSeconds() / seconds;
        lock (_gate)
        {
            var current = _windows.GetValueOrDefault((who, seconds));
            var used = (current.Window == window ? current.Used : 0) + amount;
            _windows[(who, seconds)] = (window, used);
            return used;
        }
    }
}
