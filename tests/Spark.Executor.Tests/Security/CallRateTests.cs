using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Security;

public sealed class CallRateTests
{
    private const string Eve = "viewer-0123456789", Tom = "trader-0123456789";

    [Fact]
    public async Task A_key_that_calls_too_often_waits_alone_and_guessing_keys_is_slow()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var s = await Scenario.StartAsync(ct, ("SPARK_API_KEYS", $"eve:viewer:{Eve},tom:trader:{Tom}"));
        var storm = await Task.WhenAll(Enumerable.Range(0, 600).Select(_ => s.Executor.WithBearer(Eve).GetAsync("/futures/health", ct)));

        var limited = storm.First(reply => reply.Status == 429);
        Assert.Equal(("TooManyRequests", "1"), (limited.Error, limited.Headers["Retry-After"]));
        Assert.True(storm.Count(reply => reply.Status == 200) >= 200);
        Assert.Equal(200, (await s.Executor.WithBearer(Tom).GetAsync("/futures/health", ct)).Status);
        Assert.Equal(200, (await s.Executor.AsAgent().GetAsync("/futures/health", ct)).Status);

        var guesses = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => s.Executor.WithBearer($"guess-{i:d10}").GetAsync("/futures/health", ct)));
        Assert.Equal([401, 429], guesses.Select(reply => reply.Status).Distinct().Order());
        Assert.Equal(200, (await s.Executor.WithBearer(Tom).GetAsync("/futures/health", ct)).Status);
    }
}
