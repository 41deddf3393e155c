using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Proofs;

/// <summary>1,000 grants that are not worth anything, and grants that were used: over real sockets, nothing is sent for any of them.</summary>
public sealed class GrantTests
{
    private const string Place = "/futures/order.place";

    private const string Tom = "trader-0123456789", Ada = "admin-00123456789";

    private static readonly string Live = ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: false);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_forged_mutated_expired_and_foreign_grants_send_nothing_and_a_used_one_replays()
    {
        await using var s = await Scenario.StartAsync(Ct, ("SPARK_API_KEYS", $"tom:trader:{Tom},ada:admin:{Ada}"), ("FUTURES_ORDER_RATE", "10000 per 10 s"));
        var (tom, ada, agent) = (s.Executor.WithBearer(Tom), s.Executor.WithBearer(Ada), s.Executor.AsAgent());
        var random = new Random(20261123);

        var expired = new List<string>();
        for (var i = 0; i < 25; i++) expired.Add(await TokenAsync(tom));
        s.Time.Advance(TimeSpan.FromSeconds(121));
        var real = new List<string>();
        for (var i = 0; i < 25; i++) real.Add(await TokenAsync(tom));

        var tries = new List<(ServiceClient Who, string Token, string Json)>();
        for (var i = 0; i < 400; i++) tries.Add((i % 3 == 0 ? agent : i % 3 == 1 ? ada : tom, Forged(random, 43), Live));
        for (var i = 0; i < 300; i++) tries.Add((tom, Mutated(random, real[i % real.Count]), Live));
        for (var i = 0; i < 100; i++) tries.Add((tom, expired[i % expired.Count], Live));
        for (var i = 0; i < 150; i++) tries.Add((i % 2 == 0 ? ada : agent, real[i % real.Count], Live));
        for (var i = 0; i < 50; i++) tries.Add((tom, real[i % real.Count], ServiceClient.OrderJson("BTCUSDT", "SELL", 0.001m, dryRun: false)));
        Assert.Equal(1_000, tries.Count);

        foreach (var chunk in tries.Chunk(25))
        {
            var replies = await Task.WhenAll(chunk.Select(one => PatientlyAsync(one.Who.WithToken(one.Token), one.Json)));
            Assert.All(replies, reply => Assert.Equal((409, "ConfirmationInvalid"), (reply.Status, reply.Error)));
        }
        Assert.Empty(await s.Exchange.TradesAsync("BTCUSDT", Ct));
        Assert.DoesNotContain(await Scenario.AuditByAsync(ada, Ct), record => record.GetProperty("kind").GetString() == "order.intended");

        var first = await PatientlyAsync(tom.WithToken(real[0]), Live);
        Assert.Equal(200, first.Status);
        var again = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PatientlyAsync(tom.WithToken(real[0]), Live)));
        Assert.All(again, reply => Assert.Equal((200, true, first.TextAt("order.clientOrderId")),
            (reply.Status, reply.At("replayed").GetBoolean(), reply.TextAt("order.clientOrderId"))));
        Assert.Equal(0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    private static async Task<string> TokenAsync(ServiceClient who) => (await PatientlyAsync(who, Live)).TextAt("confirmation.token");

    // A key may call so often and no oftener; a caller that waits is served.
    private static async Task<Reply> PatientlyAsync(ServiceClient who, string json)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var reply = await who.PostAsync(Place, json, Ct);
            if (reply.Status != 429) return reply;
            await pause.WaitForNextTickAsync(Ct);
        }
    }

    private static string Forged(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Letter(random)));

    private static string Mutated(Random random, string token)
    {
        var at = random.Next(token.Length - 1); // the last character holds bits that decoding drops, so it is left alone
        char other;
        do other = Letter(random);
        while (other == token[at]);
        return string.Concat(token.AsSpan(0, at), [other], token.AsSpan(at + 1));
    }

    private static char Letter(Random random) => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[random.Next(64)];
}
