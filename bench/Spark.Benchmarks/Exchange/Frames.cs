using System.Text;

namespace Spark.Benchmarks.Exchange;

/// <summary>Messages as the exchange writes them, in the combined form.</summary>
internal static class Frames
{
    public static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "XRPUSDT", "DOGEUSDT", "ADAUSDT", "AVAXUSDT", "LTCUSDT", "LINKUSDT"];

    public static string Trade(string symbol, long id, long at) =>
        $$"""{"e":"trade","E":{{at}},"T":{{at}},"s":"{{symbol}}","t":{{id}},"p":"64371.{{id % 10}}0","q":"0.0{{10 + id % 90}}","X":"MARKET","m":{{(id % 2 == 0 ? "true" : "false")}},"st":1}""";

    public static string Depth(string symbol, long id, long at) =>
        $$"""{"e":"depthUpdate","E":{{at}},"T":{{at}},"s":"{{symbol}}","ps":"{{symbol}}","U":{{id * 10}},"u":{{id * 10 + 9}},"pu":{{id * 10 - 1}},"b":[["64371.10","3.214"],["64371.00","0.120"],["64370.90","1.002"],["64370.50","0.35{{id % 10}}"],["64370.10","7.900"]],"a":[["64371.20","5.010"],["64371.30","0.004"],["64371.40","2.750"],["64371.90","0.60{{id % 10}}"],["64372.00","4.111"]],"st":1}""";

    public static string Ticker(string symbol, long id, long at) =>
        $$"""{"e":"24hrTicker","E":{{at}},"s":"{{symbol}}","p":"1512.40","P":"2.406","w":"63820.11","c":"64371.10","Q":"0.0{{10 + id % 90}}","o":"62858.70","h":"64990.00","l":"62410.50","v":"182345.104","q":"11637302431.52","O":{{at - 86400000}},"C":{{at}},"F":{{id}},"L":{{id + 812345}},"n":812346,"ps":"{{symbol}}","st":1}""";

    public static byte[] Combined(string stream, string data) => Encoding.UTF8.GetBytes($$"""{"stream":"{{stream}}","data":{{data}}}""");

    /// <summary>Message <paramref name="n"/> of the mix: five trades and four books to one ticker, symbols in turn.</summary>
    public static byte[] Mixed(long n)
    {
        var symbol = Symbols[(int)(n / 10 % Symbols.Length)];
        var at = 1_700_000_000_000 + n;
        var name = symbol.ToLowerInvariant();
        return (n % 10) switch
        {
            9 => Combined(name + "@ticker", Ticker(symbol, n + 1, at)),
            1 or 3 or 5 or 7 => Combined(name + "@depth5@100ms", Depth(symbol, n + 1, at)),
            _ => Combined(name + "@trade", Trade(symbol, n + 1, at)),
        };
    }
}
