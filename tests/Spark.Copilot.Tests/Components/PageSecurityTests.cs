using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Spark.Contracts.Security;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Tests.Components;

/// <summary>The real web application over a real socket.</summary>
public sealed partial class PageSecurityTests : IAsyncLifetime
{
    private const string Key = "a-key-that-is-long-enough";

    private readonly List<WebApplication> _apps = [];
    private ConfirmingExecutor _executor = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _executor = await ConfirmingExecutor.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps) await app.DisposeAsync();
        await _executor.DisposeAsync();
    }

    [Fact]
    public async Task A_browser_without_a_session_is_sent_to_the_sign_in_form_and_back_to_where_it_wanted_to_go()
    {
        using var browser = await BrowserAsync(Key);

        var first = await GetAsync(browser, "/copilot/confirmations/c0ffee");
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Fcopilot%2Fconfirmations%2Fc0ffee", first.Headers.Location!.OriginalString);

        var opened = await SignInAsync(browser, first.Headers.Location.OriginalString, Key);
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Equal("/copilot/confirmations/c0ffee", new Uri(browser.BaseAddress!, opened.Headers.Location!).AbsolutePath);
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"), value => value.StartsWith("spark_session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.DoesNotContain(Key, cookie);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(browser, "/copilot/confirmations/c0ffee")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_key_opens_no_session()
    {
        using var browser = await BrowserAsync(Key);

        var answer = await SignInAsync(browser, "/sign-in", "some-other-key-of-length");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("spark_session=", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync(browser, "/status")).StatusCode);
    }

    [Fact]
    public async Task A_sign_in_never_leads_off_this_service()
    {
        using var browser = await BrowserAsync(Key);

        var opened = await SignInAsync(browser, "/sign-in?returnUrl=%2F%2Fevil.example", Key);

        Assert.Equal("/copilot-home", new Uri(browser.BaseAddress!, opened.Headers.Location!).AbsolutePath);
        Assert.Equal(browser.BaseAddress!.Host, new Uri(browser.BaseAddress!, opened.Headers.Location!).Host);
    }

    [Fact]
    public async Task A_script_is_told_to_send_its_key()
    {
        using var browser = await BrowserAsync(Key);
        browser.DefaultRequestHeaders.Accept.Clear();

        var answer = await browser.GetAsync("/metrics", Ct);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_confirmation_posted_without_the_forms_own_token_carries_nothing_out()
    {
        _executor.Pending = Proposals.Buy(TimeProvider.System.GetUtcNow().AddSeconds(120));
        using var browser = await BrowserAsync(key: null);
        await GetAsync(browser, "/copilot/confirmations/c0ffee");

        var answer = await browser.PostAsync("/copilot/confirmations/c0ffee", Form(("_handler", "confirm"), ("Word", "BTCUSDT")), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_executor.Confirmers);
    }

    [Fact]
    public async Task The_page_confirms_with_the_typed_symbol_and_with_no_other_word()
    {
        _executor.Pending = Proposals.Buy(TimeProvider.System.GetUtcNow().AddSeconds(120));
        using var browser = await BrowserAsync(key: null);
        var token = TokenIn(await (await GetAsync(browser, "/copilot/confirmations/c0ffee")).Content.ReadAsStringAsync(Ct));

        await browser.PostAsync("/copilot/confirmations/c0ffee", Form(("_handler", "confirm"), ("__RequestVerificationToken", token), ("Word", "ETHUSDT")), Ct);
        Assert.Empty(_executor.Confirmers);

        var answer = await browser.PostAsync("/copilot/confirmations/c0ffee", Form(("_handler", "confirm"), ("__RequestVerificationToken", token), ("Word", "BTCUSDT")), Ct);
        Assert.Equal(["confirmation page"], _executor.Confirmers);
        Assert.Contains("Carried out", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Looking_at_a_confirmation_never_carries_it_out()
    {
        using var browser = await BrowserAsync(key: null);
        foreach (var gone in (string[])["used", "expired", "unknown"])
        {
            _executor.WhyGone = gone;
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(browser, "/copilot/confirmations/c0ffee")).StatusCode);
        }
        _executor.Pending = Proposals.CancelAll(TimeProvider.System.GetUtcNow().AddSeconds(120));
        await GetAsync(browser, "/copilot/confirmations/c0ffee");

        Assert.Empty(_executor.Confirmers);
    }

    [Fact]
    public async Task Pages_allow_no_inline_script_no_eval_and_no_frame()
    {
        using var browser = await BrowserAsync(key: null);

        var policy = string.Join(' ', (await GetAsync(browser, "/copilot/confirmations/c0ffee")).Headers.GetValues("Content-Security-Policy"));

        Assert.DoesNotContain("unsafe", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("default-src 'self'", policy);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task The_circuit_is_closed_to_other_pages(string header, string value)
    {
        using var browser = await BrowserAsync(key: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add(header, value);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(request, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("tr-TR,tr;q=0.9", "lang=\"tr\"")]
    [InlineData("en-US", "lang=\"en\"")]
    [InlineData("fr-FR", "lang=\"en\"")]
    public async Task The_language_is_the_browsers(string accepts, string expected)
    {
        using var browser = await BrowserAsync(key: null);
        browser.DefaultRequestHeaders.Add("Accept-Language", accepts);

        Assert.Contains(expected, await (await GetAsync(browser, "/copilot/confirmations/c0ffee")).Content.ReadAsStringAsync(Ct));
    }

    private async Task<HttpClient> BrowserAsync(string? key)
    {
        var settings = new CopilotSettings
        {
            Urls = [new Uri("http://127.0.0.1:0")],
            Executor = null,
            AgentKey = null,
            ApiKeys = key is null ? [] : [new ApiKeyEntry("alice", "trader", new ApiKey(key))],
            DataFolder = Path.GetTempPath(),
        };
        var app = CopilotApp.Build(settings, new ExecutorAddress(_executor.Address.Url, "an-agent-key-for-tests"), TimeProvider.System, builder => builder.Logging.ClearProviders(), _executor.Address);
        _apps.Add(app);
        await app.StartAsync(Ct);
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app.Urls.First()) };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        return browser;
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient browser, string path) => browser.GetAsync(path, Ct);

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string path, string key)
    {
        var token = TokenIn(await (await GetAsync(browser, path)).Content.ReadAsStringAsync(Ct));
        return await browser.PostAsync(path, Form(("_handler", "sign-in"), ("__RequestVerificationToken", token), ("Key", key)), Ct);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static string TokenIn(string html) => Token().Match(html).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
