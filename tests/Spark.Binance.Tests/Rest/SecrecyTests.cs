using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Tests.Servers;

namespace Spark.Binance.Tests.Rest;

public sealed class SecrecyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_echoes_secrets_does_not_spread_them()
    {
        await using var s = RestScenario.Answering(r => r.Path.EndsWith("/order", StringComparison.Ordinal)
            ? Answer.Json($$"""{"code":-1022,"msg":"bad {{r.Signature}} of {{r.Headers["X-MBX-APIKEY"]}} and {{RestScenario.Secret}}\nin {{r.Method}}"}""", 400)
            : Answer.Plain(429, $"echo {r.Target} {RestScenario.Key}"));

        var placed = await s.Client.PlaceOrderAsync(OrderRequest.From(RestScenario.Limit()), Ct);
        var account = await s.DriveAsync(s.Client.AccountAsync(Ct));

        var sent = s.Server.Received.Select(r => r.Signature).Append(RestScenario.Key).Append(RestScenario.Secret);
        var seen = $"{placed} {account} {string.Join(' ', s.Logs.Lines)}";
        Assert.All(sent, secret => Assert.DoesNotContain(secret, seen, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("bad *** of *** and ***", Assert.IsType<PlaceResult.Rejected>(placed).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_never_hold_a_signed_address()
    {
        await using var s = RestScenario.Always(Answer.Html(500));

        await s.DriveAsync(s.Client.AccountAsync(Ct));
        await s.DriveAsync(s.Client.CreateListenKeyAsync(Ct));

        Assert.DoesNotContain(s.Logs.Lines, l => l.Line.Contains("signature", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_listen_key_is_not_printed_by_its_result()
    {
        await using var s = RestScenario.Always(Answer.Json("""{"listenKey":"short-key"}"""));

        var created = await s.Client.CreateListenKeyAsync(Ct);

        Assert.DoesNotContain("short-key", created.ToString(), StringComparison.Ordinal);
        var sent = Assert.Single(s.Server.Received);
        Assert.Equal((RestScenario.Key, ""), (sent.Headers["X-MBX-APIKEY"], sent.Signed));
    }
}
