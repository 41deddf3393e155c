using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Spark.Benchmarks.Exchange;

/// <summary>Answers every POST with the same accepted order, over a bare socket.</summary>
internal static class OrderPeer
{
    public const string ClientOrderId = "spk-bench-0001";

    private const string Body =
        $$"""{"orderId":22542179,"symbol":"BTCUSDT","status":"NEW","clientOrderId":"{{ClientOrderId}}","price":"60000.00","avgPrice":"0.00","origQty":"0.001","executedQty":"0","cumQty":"0","cumQuote":"0","timeInForce":"GTC","type":"LIMIT","reduceOnly":false,"closePosition":false,"side":"BUY","positionSide":"BOTH","stopPrice":"0","workingType":"CONTRACT_PRICE","priceProtect":false,"origType":"LIMIT","priceMatch":"NONE","selfTradePreventionMode":"EXPIRE_MAKER","goodTillDate":0,"updateTime":1566818724722}""";

    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-MBX-ORDER-COUNT-10S: 1\r\nX-MBX-ORDER-COUNT-1M: 1\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");

    public static async Task<int> RunAsync(string[] options, CancellationToken ct)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _ = Task.Run(() => Console.In.Read() + over.CancelAsync().GetHashCode(), CancellationToken.None);
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(over.Token), over.Token);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private static async Task ServeAsync(TcpClient client, CancellationToken ct)
    {
        using (client)
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            var buffer = new byte[8192];
            var filled = 0;
            while (await stream.ReadAsync(buffer.AsMemory(filled), ct) is > 0 and var read)
            {
                filled += read;
                if (!IsWhole(buffer.AsSpan(0, filled))) continue;
                filled = 0;
                await stream.WriteAsync(Answer, ct);
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> request)
    {
        var end = request.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var at = request.IndexOf("Content-Length: "u8) + 16;
        var length = int.Parse(request[at..(at + request[at..].IndexOf((byte)'\r'))], CultureInfo.InvariantCulture);
        return request.Length >= end + 4 + length;
    }
}
