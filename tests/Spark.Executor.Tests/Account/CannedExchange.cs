using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Spark.Binance;
using Spark.Binance.Clock;
using Spark.Binance.Rest;

namespace Spark.Executor.Tests.Account;

/// <summary>An exchange that answers from a table, without a socket: a quiet account unless a test says otherwise.</summary>
internal sealed class CannedExchange(TimeProvider time) : HttpMessageHandler
{
    private readonly Dictionary<string, Func<Uri, (int Status, string Body)>> _answers = new()
    {
        ["/fapi/v3/account"] = _ => (200, """
            {"totalInitialMargin":"0","totalMaintMargin":"0","totalWalletBalance":"1000","totalUnrealizedProfit":"0","totalMarginBalance":"1000","availableBalance":"1000","assets":[],"positions":[]}
            """),
        ["/fapi/v3/positionRisk"] = _ => (200, "[]"),
        ["/fapi/v1/openOrders"] = _ => (200, "[]"),
        ["/fapi/v1/openAlgoOrders"] = _ => (200, "[]"),
        ["/fapi/v1/income"] = _ => (200, "[]"),
        ["/fapi/v1/userTrades"] = _ => (200, "[]"),
        ["/fapi/v1/symbolConfig"] = _ => (200, "[]"),
        ["/fapi/v1/positionSide/dual"] = _ => (200, """{"dualSidePosition":false}"""),
        ["/fapi/v1/multiAssetsMargin"] = _ => (200, """{"multiAssetsMargin":false}"""),
    };

    /// <summary>What was asked, in the order of asking.</summary>
    public ConcurrentQueue<Uri> Asked { get; } = new();

    /// <summary>Calls that are neither answered nor refused.</summary>
    public Func<Uri, string, bool> Hangs { get; set; } = (_, _) => false;

    public void Answer(string path, int status, string body) => _answers[path] = _ => (status, body);

    public void Answer(string path, Func<Uri, (int Status, string Body)> answer) => _answers[path] = answer;

    /// <summary>A client of this exchange.</summary>
    public BinanceRestClient Client() => new(new HttpClient(this, disposeHandler: false), new BinanceEndpoints(new Uri("http://canned/"), new Uri("ws://canned/")),
        new BinanceCredentials("key", "secret"), new ServerClock(time), time, new Random(1));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Asked.Enqueue(request.RequestUri!);
        if (Hangs(request.RequestUri!, body)) await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        var (status, text) = _answers.GetValueOrDefault(request.RequestUri!.AbsolutePath)?.Invoke(request.RequestUri!) ?? (404, """{"code":-5000,"msg":"Path is invalid"}""");
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
    }
}
