using Spark.Contracts.Security;

namespace Spark.Copilot.Tests.Security;

/// <summary>Which requests a browser may make, header by header.</summary>
public sealed class BrowserRuleTests
{
    private static readonly BrowserRule Pages = BrowserRule.For([new Uri("http://localhost:3003")], hasPages: true);

    private static readonly BrowserRule NoPages = BrowserRule.For([new Uri("http://localhost:4001")], hasPages: false);

    [Theory]
    [InlineData("localhost")]
    [InlineData("LocalHost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("[::1]")]
    [InlineData("::1")]
    public void Loopback_names_are_our_own(string host) => Assert.Null(Pages.Refusal(host, [], []));

    [Theory]
    [InlineData("")]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("127-0-0-1.nip.example")]
    [InlineData("notlocalhost")]
    [InlineData("0.0.0.0")]
    [InlineData("192.168.1.7")]
    [InlineData("[::]")]
    [InlineData("[fe80::1]")]
    public void A_rebound_or_foreign_name_is_refused(string host) => Assert.Contains("Host", Pages.Refusal(host, [], []), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://spark.example:3003", "spark.example")]
    [InlineData("http://spark.example:3003", "SPARK.example")]
    [InlineData("http://192.168.1.7:3003", "192.168.1.7")]
    [InlineData("http://[fd00::7]:3003", "[fd00::7]")]
    public void A_configured_name_is_our_own(string url, string host) =>
        Assert.Null(BrowserRule.For([new Uri(url)], hasPages: true).Refusal(host, [], []));

    [Theory]
    [InlineData("http://0.0.0.0:3003", "0.0.0.0")]
    [InlineData("http://[::]:3003", "[::]")]
    public void Listening_everywhere_makes_no_name_our_own(string url, string host)
    {
        var rule = BrowserRule.For([new Uri(url)], hasPages: true);
        Assert.NotNull(rule.Refusal(host, [], []));
        Assert.NotNull(rule.Refusal("evil.example", [], []));
        Assert.Null(rule.Refusal("localhost", [], []));
    }

    [Theory]
    [InlineData("http://localhost:3003")]
    [InlineData("http://127.0.0.1:3003")]
    [InlineData("http://[::1]:3003")]
    public void The_own_pages_may_ask_by_any_loopback_name(string origin) => Assert.Null(Pages.Refusal("localhost", [origin], ["same-origin"]));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost")]
    [InlineData("http://localhost:3004")]
    [InlineData("https://localhost:3003")]
    [InlineData("http://localhost:3003/")]
    [InlineData("http://localhost:3003.evil.example")]
    [InlineData("http://localhost:3003 http://evil.example")]
    public void Any_other_origin_is_refused(string origin) => Assert.Contains("Origin", Pages.Refusal("localhost", [origin], []), StringComparison.Ordinal);

    [Fact]
    public void Two_origins_are_refused_even_if_both_are_our_own() =>
        Assert.NotNull(Pages.Refusal("localhost", ["http://localhost:3003", "http://localhost:3003"], []));

    [Fact]
    public void An_origin_on_the_default_port_carries_no_port()
    {
        var rule = BrowserRule.For([new Uri("http://spark.example")], hasPages: true);
        Assert.Null(rule.Refusal("spark.example", ["http://spark.example"], []));
        Assert.NotNull(rule.Refusal("spark.example", ["http://spark.example:8080"], []));
    }

    [Theory]
    [InlineData("http://localhost:4001")]
    [InlineData("http://localhost:3003")]
    [InlineData("null")]
    public void A_service_without_pages_refuses_every_origin(string origin) =>
        Assert.Contains("no browser client", NoPages.Refusal("localhost", [origin], []), StringComparison.Ordinal);

    [Theory]
    [InlineData("none", true)]
    [InlineData("same-origin", true)]
    [InlineData("same-site", false)]
    [InlineData("cross-site", false)]
    [InlineData("", false)]
    [InlineData("None", false)]
    public void A_fetch_from_another_site_is_refused(string site, bool allowed)
    {
        Assert.Equal(allowed, Pages.Refusal("localhost", [], [site]) is null);
        Assert.Equal(allowed, NoPages.Refusal("localhost", [], [site]) is null);
    }

    [Fact]
    public void Two_fetch_sites_are_refused() => Assert.NotNull(Pages.Refusal("localhost", [], ["none", "none"]));

    [Fact]
    public void A_script_that_is_no_browser_sends_none_of_it_and_is_let_in() => Assert.Null(NoPages.Refusal("localhost", [], []));
}
