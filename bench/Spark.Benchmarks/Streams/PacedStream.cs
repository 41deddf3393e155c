using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Spark.Benchmarks.Streams;

/// <summary>One stream's frames at its own pace, out of step with the others.</summary>
internal sealed class PacedStream
{
    private readonly string _name;
    private readonly string _symbol;
    private readonly string _kind;
    private readonly double _period;
    private double _next;
    private long _id;

    public PacedStream(string name, int place, double start)
    {
        (_name, _symbol, _kind) = (name, name[..name.IndexOf('@', StringComparison.Ordinal)].ToUpperInvariant(), name[(name.IndexOf('@', StringComparison.Ordinal) + 1)..]);
        _period = _kind switch { "trade" => 50, "depth5@100ms" => 100, "kline_1m" => 250, "markPrice@1s" => 1000, "ticker" => 2000, _ => double.PositiveInfinity };
        _next = double.IsNaN(start) ? double.NaN : start + (place * 7.3 % _period);
        Place = place;
    }

    private int Place { get; }

    /// <summary>The frame that is due; null when none is.</summary>
    public byte[]? Due(double now)
    {
        if (double.IsPositiveInfinity(_period)) return null;
        if (double.IsNaN(_next)) _next = now + (Place * 7.3 % _period);
        if (now < _next) return null;
        _next += _period;
        _id++;
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"stream\":\"{_name}\",\"data\":{Body(at, Stopwatch.GetTimestamp())}}}"));
    }

    private string Body(long at, long sent) => _kind switch
    {
        "trade" => string.Create(CultureInfo.InvariantCulture, $$"""{"e":"trade","E":{{at}},"T":{{sent}},"s":"{{_symbol}}","t":{{_id}},"p":"64000.10","q":"0.015","X":"MARKET","m":true}"""),
        "depth5@100ms" => string.Create(CultureInfo.InvariantCulture, $$"""{"e":"depthUpdate","E":{{at}},"T":{{sent}},"s":"{{_symbol}}","U":{{_id}},"u":{{_id}},"pu":{{_id - 1}},"b":[["64000.10","1.5"],["64000.00","2.5"],["63999.90","3.5"],["63999.80","4.5"],["63999.70","5.5"]],"a":[["64000.20","1.5"],["64000.30","2.5"],["64000.40","3.5"],["64000.50","4.5"],["64000.60","5.5"]],"st":1}"""),
        "markPrice@1s" => string.Create(CultureInfo.InvariantCulture, $$"""{"e":"markPriceUpdate","E":{{at}},"s":"{{_symbol}}","p":"64000.15","i":"64001.00","P":"64001.00","r":"0.0001","T":{{at + 1000}},"st":1}"""),
        "ticker" => string.Create(CultureInfo.InvariantCulture, $$"""{"e":"24hrTicker","E":{{at}},"s":"{{_symbol}}","p":"1","P":"1.5","w":"1","c":"64000.10","Q":"1","o":"1","h":"65000","l":"63000","v":"1000","q":"1","O":0,"C":0,"F":0,"L":1,"n":1,"st":1}"""),
        _ => string.Create(CultureInfo.InvariantCulture, $$"""{"e":"kline","E":{{at}},"s":"{{_symbol}}","k":{"t":{{at / 60000 * 60000}},"T":{{at}},"s":"{{_symbol}}","i":"1m","f":1,"L":2,"o":"1","c":"2","h":"3","l":"0.5","v":"10","n":2,"x":false,"q":"1","V":"1","Q":"1","B":"0"},"st":1}"""),
    };
}
