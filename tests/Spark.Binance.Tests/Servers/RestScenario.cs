using Microsoft.Extensions.Time.Testing;
using Spark.Binance.Clock;
using Spark.Binance.Rest;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Tests.Servers;

/// <summary>A client against a scripted exchange, on a clock that only the test moves.</summary>
internal sealed class RestScenario : IAsyncDisposable
{
    public const string Key = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
    public const string Secret = "2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9";

    public static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    private readonly HttpMessageInvoker _http = BinanceHttp.CreateClient();

    private RestScenario(Func<ReceivedRequest, Answer> script, TimeProvider? time, BinanceClientOptions? options = null)
    {
        Server = new ScriptedServer(script);
        Clock = new ServerClock(time ?? Time);
        Client = new BinanceRestClient(
            _http, new BinanceEndpoints(Server.Address, Server.Address), new BinanceCredentials(Key, Secret), Clock, time ?? Time, new Random(7), options,
            logger: Logs.For<BinanceRestClient>());
    }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(1591702613943));

    public RecordingLogs Logs { get; } = new();

    public ScriptedServer Server { get; }

    public ServerClock Clock { get; }

    public BinanceRestClient Client { get; }

    public static RestScenario Always(Answer answer) => new(_ => answer, null);

    public static RestScenario Answering(Func<ReceivedRequest, Answer> script, TimeProvider? time = null, BinanceClientOptions? options = null) => new(script, time, options);

    public static RestScenario Always(Answer answer, BinanceClientOptions options) => new(_ => answer, null, options);

    /// <summary>Answers in turn; the last one for ever.</summary>
    public static RestScenario InTurn(params Answer[] answers)
    {
        var next = 0;
        return new RestScenario(_ => answers[Math.Min(Interlocked.Increment(ref next) - 1, answers.Length - 1)], null);
    }

    public static OrderIntent Limit(decimal quantity = 0.001m) => new()
    {
        ClientOrderId = ClientOrderId.Parse("spk-0001"),
        Symbol = Btc,
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = quantity,
        Price = 60000m,
    };

    public static string OrderJson(string clientOrderId = "spk-0001", string status = "NEW") =>
        $$"""{"orderId":22542179,"symbol":"BTCUSDT","status":"{{status}}","clientOrderId":"{{clientOrderId}}","price":"60000.00","origQty":"0.001","executedQty":"0","cumQty":"0","timeInForce":"GTC","type":"LIMIT","reduceOnly":false,"closePosition":false,"side":"BUY","positionSide":"BOTH","stopPrice":"0","origType":"LIMIT","updateTime":1566818724722}""";

    /// <summary>Moves the clock in small steps until <paramref name="call"/> is done.</summary>
    public async Task<T> DriveAsync<T>(Task<T> call, TimeSpan? step = null)
    {
        while (await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System)) != call) Time.Advance(step ?? TimeSpan.FromMilliseconds(100));
        return await call;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _http.Dispose();
        await Server.DisposeAsync();
        Logs.Dispose();
    }
}
