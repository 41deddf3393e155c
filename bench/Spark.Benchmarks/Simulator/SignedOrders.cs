using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Spark.Benchmarks.Simulator;

/// <summary>Query strings of signed orders, one a line, good for a minute from now.</summary>
internal static class SignedOrders
{
    public static void Write(string file, int count)
    {
        var secret = "bench-secret"u8.ToArray();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        using var writer = new StreamWriter(file);
        for (var i = 0; i < count; i++)
        {
            var side = i % 2 == 0 ? "BUY" : "SELL";
            var text = string.Create(CultureInfo.InvariantCulture,
                $"symbol=BTCUSDT&side={side}&type=MARKET&quantity=0.001&recvWindow=60000&timestamp={now - i % 100}");
            writer.WriteLine($"{text}&signature={Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)))}");
        }
    }
}
