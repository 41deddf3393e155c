using System.Globalization;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>
/// Counts request weight by address and orders by account, in fixed windows. An address that goes on after a 429 is banned:
/// for two minutes at first, twice as long each time. Safe to use from any thread.
/// </summary>
internal sealed class RateLimits(SimulatorSettings settings)
{
    /// <summary>Requests past the limit of a minute that are borne with 429 before the ban.</summary>
    private const int Patience = 10;

    private static readonly TimeSpan FirstBan = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestBan = TimeSpan.FromDays(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Who, int Seconds), Window> _windows = [];
    private readonly Dictionary<string, Ban> _bans = new(StringComparer.Ordinal);

    private record struct Window(long Number, int Used, int Refused);

    private readonly record struct Ban(long Until, TimeSpan Length);

    /// <summary>A refusal, and the seconds after which a request may be tried again.</summary>
    public readonly record struct Refusal(Rejection Rejection, long Seconds);

    private long Now => settings.Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Counts a request's weight; <paramref name="used"/> is what the address has used in this minute.</summary>
    public Refusal? CountWeight(string address, int weight, out int used)
    {
        lock (_gate)
        {
            var now = Now;
            if (_bans.TryGetValue(address, out var ban) && ban.Until > now)
            {
                used = _windows.GetValueOrDefault((address, 60)).Used;
                return Banned(ban, now);
            }
            var window = Count(address, 60, weight, now);
            used = window.Used;
            if (used <= settings.WeightPerMinute) return null;
            _windows[(address, 60)] = window with { Refused = window.Refused + 1 };
            if (window.Refused + 1 > Patience) return Banned(BanOf(address, now), now);
            var text = string.Create(CultureInfo.InvariantCulture,
                $"Too many requests; current limit of IP({address}) is {settings.WeightPerMinute} requests per minute. Please use the websocket for live updates to avoid polling the API.");
            return new Refusal(new Rejection(-1003, text, 429), SecondsLeft(60, now));
        }
    }

    /// <summary>Counts a call that places or amends orders: <paramref name="units"/> against the ten seconds, one against the minute.</summary>
    public Refusal? CountOrder(string account, int units, out int inTenSeconds, out int inMinute)
    {
        lock (_gate)
        {
            var now = Now;
            inTenSeconds = Count(account, 10, units, now).Used;
            inMinute = Count(account, 60, 1, now).Used;
            if (inTenSeconds > settings.OrdersPerTenSeconds) return TooManyOrders(settings.OrdersPerTenSeconds, "10 SECOND", SecondsLeft(10, now));
            return inMinute > settings.OrdersPerMinute ? TooManyOrders(settings.OrdersPerMinute, "1 MINUTE", SecondsLeft(60, now)) : null;
        }
    }

    private static long SecondsLeft(int seconds, long now) => seconds - now / 1000 % seconds;

    private static Refusal TooManyOrders(int limit, string interval, long seconds) => new(
        new Rejection(-1015, string.Create(CultureInfo.InvariantCulture, $"Too many new orders; current limit is {limit} orders per {interval}."), 429), seconds);

    private static Refusal Banned(Ban ban, long now) => new(
        new Rejection(-1003, string.Create(CultureInfo.InvariantCulture, $"Way too many requests; IP banned until {ban.Until}. Please use the websocket for live updates to avoid bans."), 418),
        (ban.Until - now + 999) / 1000);

    private Ban BanOf(string address, long now)
    {
        var length = _bans.TryGetValue(address, out var earlier) ? earlier.Length * 2 : FirstBan;
        if (length > LongestBan) length = LongestBan;
        return _bans[address] = new Ban(now + (long)length.TotalMilliseconds, length);
    }

    private Window Count(string who, int seconds, int amount, long now)
    {
        var number = now / 1000 / seconds;
        var current = _windows.GetValueOrDefault((who, seconds));
        if (current.Number != number) current = new Window(number, 0, 0);
        return _windows[(who, seconds)] = current with { Used = current.Used + amount };
    }
}
