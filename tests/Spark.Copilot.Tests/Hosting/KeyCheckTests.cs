using System.Net;
using Spark.Contracts.Security;
using Spark.Copilot.Tests.Services;

namespace Spark.Copilot.Tests.Hosting;

/// <summary>Once keys are set they hold on every path but liveness and readiness.</summary>
public sealed class KeyCheckTests
{
    private const string Key = "0123456789abcdef";

    private static readonly ApiKeyEntry[] Keys = [new("desk", "trader", new ApiKey("another-key-of-16")), new("ops", "admin", new ApiKey(Key))];

    [Fact]
    public async Task With_keys_every_page_asks_for_one_and_liveness_stays_open()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct, keys: Keys);

        foreach (var path in (string[])["/", "/metrics", "/nowhere", "/healthz/", "/healthzz"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await copilot.StatusAsync(path, ct));
        }
        Assert.Contains(" 401 ", await copilot.RawAsync("//healthz", ["Host: localhost"], ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await copilot.StatusAsync("/healthz", ct));
        Assert.Equal(HttpStatusCode.OK, await copilot.StatusAsync("/readyz", ct));
    }

    [Theory]
    [InlineData("Bearer 0123456789abcdef", HttpStatusCode.OK)]
    [InlineData("bearer 0123456789abcdef", HttpStatusCode.OK)]
    [InlineData("Bearer another-key-of-16", HttpStatusCode.OK)]
    [InlineData("Bearer 0123456789abcde", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer 0123456789abcdef0", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer 0123456789ABCDEF", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("Basic 0123456789abcdef", HttpStatusCode.Unauthorized)]
    [InlineData("0123456789abcdef", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer desk:trader:another-key-of-16", HttpStatusCode.Unauthorized)]
    public async Task Only_a_known_key_opens(string header, HttpStatusCode expected)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct, keys: Keys);

        Assert.Equal(expected, await copilot.StatusAsync("/status", ct, ("Authorization", header)));
    }

    [Fact]
    public async Task A_refusal_says_how_to_come_in_and_repeats_no_key()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct, keys: Keys);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/status");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer some-wrong-key-value");

        using var refused = await copilot.Http.SendAsync(request, ct);

        Assert.Equal("Bearer", Assert.Single(refused.Headers.WwwAuthenticate).Scheme);
        var body = await refused.Content.ReadAsStringAsync(ct);
        Assert.Contains("\"error\":\"Unauthorized\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("some-wrong-key-value", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_keys_whoever_is_on_this_machine_is_let_in()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        Assert.Equal(HttpStatusCode.OK, await copilot.StatusAsync("/status", ct));
        Assert.Equal(HttpStatusCode.NotFound, await copilot.StatusAsync("/nowhere", ct));
    }
}
