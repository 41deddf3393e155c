using System.Diagnostics;
using System.Net.Http.Headers;
using Spark.Binance;
using Spark.Binance.Clock;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Signing;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Benchmarks.Exchange;

/// <summary>An order built, budgeted, dated, signed, sent, and its answer read, against a bare <c>HttpClient</c> POST of the same bytes.</summary>
internal sealed class SignedOrderRow : IBenchRow
{
    private const int WarmUp = 6000;
    private const int PerRound = 1500;
    private const string Key = "benchbenchbenchbenchbenchbenchbenchbenchbenchbenchbenchbenchbench";

    private static readonly OrderRequest Order = new()
    {
        ClientOrderId = ClientOrderId.Parse(OrderPeer.ClientOrderId),
        Symbol = Symbol.Parse("BTCUSDT"),
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = 0.001m,
        Price = 60000m,
        TimeInForce = TimeInForce.GoodTillCancel,
    };

    public string Name => "signed order";

    public async Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken ct)
    {
        using var peer = await Peer.StartAsync("peer-orders", ct);
        var address = new Uri($"http://127.0.0.1:{peer.Port}");
        using var http = BinanceHttp.CreateClient();
        using var client = new BinanceRestClient(
            http, new BinanceEndpoints(address, address), new BinanceCredentials(Key, "secret"), new ServerClock(TimeProvider.System), TimeProvider.System, new Random(1));
        client.Budget.Configure([new RateLimit(true, TimeSpan.FromSeconds(10), 1 << 30), new RateLimit(true, TimeSpan.FromMinutes(1), 1 << 30)]);
        using var bare = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var bytes = Bytes();
        for (var i = 0; i < WarmUp; i++) // until the compiler has made the last version of both
        {
            await OursAsync(client, ct);
            await BareAsync(bare, address, bytes, ct);
        }
        var (ours, baseline) = await Rounds.AlternateAsync(9, () => MeasureAsync(() => OursAsync(client, ct)), () => MeasureAsync(() => BareAsync(bare, address, bytes, ct)));
        var ratio = ours.Nanoseconds / baseline.Nanoseconds;
        return
        [
            new RowResult("signed order, reply parsed", Table.Text($"{ours.Nanoseconds / 1000:0.0} us"),
                Table.Text($"{baseline.Nanoseconds / 1000:0.0} us, {baseline.Bytes / 1024:0.0} kB"), Table.Text($"{ratio:0.00} x"), Table.Text($"{ours.Bytes / 1024:0.0} kB"),
                "<= 1.6 x, <= 8 kB", ratio <= 1.6 && ours.Bytes <= 8 * 1024),
        ];
    }

    private static async Task<Sample> MeasureAsync(Func<Task> call)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < PerRound; i++) await call();
        var took = Stopwatch.GetElapsedTime(started);
        return new Sample(took.TotalNanoseconds / PerRound, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / PerRound);
    }

    private static async Task OursAsync(BinanceRestClient client, CancellationToken ct)
    {
        var placed = await client.PlaceOrderAsync(Order, ct);
        if (placed is not PlaceResult.Accepted) throw new InvalidOperationException(placed.ToString());
    }

    private static async Task BareAsync(HttpClient http, Uri address, byte[] bytes, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/fapi/v1/order"));
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.TryAddWithoutValidation("X-MBX-APIKEY", Key);
        using var response = await http.SendAsync(request, ct);
        await response.Content.ReadAsByteArrayAsync(ct);
    }

    private static byte[] Bytes() => new RequestQuery()
        .Add("symbol", "BTCUSDT").Add("side", "BUY").Add("type", "LIMIT").Add("quantity", 0.001m).Add("price", 60000m).Add("timeInForce", "GTC")
        .Add("newClientOrderId", OrderPeer.ClientOrderId).Add("newOrderRespType", "RESULT").Add("recvWindow", 3000).Add("timestamp", 1_700_000_000_000)
        .Sign(new RequestSigner("secret")).Written.ToArray();
}
