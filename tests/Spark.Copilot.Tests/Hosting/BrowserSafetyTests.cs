using System.Net;
using Spark.Contracts.Security;
using Spark.Copilot.Tests.Services;

namespace Spark.Copilot.Tests.Hosting;

/// <summary>The browser rule as it stands at the door: on real sockets, before anything else.</summary>
public sealed class BrowserSafetyTests
{
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "evil.example:3003")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_foreign_page_is_refused_on_every_path(string header, string value)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        foreach (var path in (string[])["/", "/healthz", "/readyz", "/metrics", "/nowhere"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, await copilot.StatusAsync(path, ct, (header, value)));
        }
    }

    [Fact]
    public async Task The_own_page_is_let_in()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);

        Assert.Equal(HttpStatusCode.OK, await copilot.StatusAsync("/status", ct, ("Origin", copilot.Address.OriginalString), ("Sec-Fetch-Site", "same-origin")));
        Assert.Equal(HttpStatusCode.OK, await copilot.StatusAsync("/status", ct, ("Origin", $"http://localhost:{copilot.Address.Port}")));
        Assert.Equal(HttpStatusCode.Forbidden, await copilot.StatusAsync("/status", ct, ("Origin", $"http://localhost:{copilot.Address.Port + 1}")));
    }

    [Fact]
    public async Task Two_origin_headers_are_refused()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);
        var own = $"Origin: {copilot.Address.OriginalString}";

        Assert.Contains(" 200 ", await copilot.RawAsync("/status", ["Host: localhost", own], ct), StringComparison.Ordinal);
        Assert.Contains(" 403 ", await copilot.RawAsync("/status", ["Host: localhost", own, own], ct), StringComparison.Ordinal);
        Assert.Contains(" 403 ", await copilot.RawAsync("/status", ["Host: localhost", own, "Origin: https://evil.example"], ct), StringComparison.Ordinal);
        Assert.Contains(" 403 ", await copilot.RawAsync("/status", ["Host: "], ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_key_does_not_let_a_foreign_page_in()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct, keys: new ApiKeyEntry("ops", "admin", new ApiKey("0123456789abcdef")));

        Assert.Equal(HttpStatusCode.Forbidden, await copilot.StatusAsync("/status", ct, ("Authorization", "Bearer 0123456789abcdef"), ("Origin", "https://evil.example")));
    }

    [Fact]
    public async Task A_refusal_names_its_code_and_no_answer_allows_another_origin()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(Healthy.Body, ct);
        await using var copilot = await RunningCopilot.StartAsync(executor.Address, ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/status");
        request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");

        using var refused = await copilot.Http.SendAsync(request, ct);
        using var allowed = await copilot.Http.GetAsync("/status", ct);

        Assert.Contains("\"error\":\"OriginNotAllowed\"", await refused.Content.ReadAsStringAsync(ct), StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Headers.Concat(allowed.Headers), header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }
}
