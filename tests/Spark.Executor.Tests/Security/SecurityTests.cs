using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Security;

/// <summary>Who may talk to the executor and how, over real sockets. Nothing here changes the account, so that the scenario is shared.</summary>
public sealed class SecurityTests(SecurityTests.Shared shared) : IClassFixture<SecurityTests.Shared>
{
    private readonly Scenario _s = shared.Scenario;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Routes() => new()
    {
        { "GET", "/futures/health" }, { "POST", "/futures/order.place" }, { "POST", "/actions" }, { "GET", "/audit" }, { "GET", "/metrics" },
        { "GET", "/healthz" }, { "GET", "/readyz" }, { "POST", "/hubs/executor/negotiate" }, { "GET", "/confirmations" }, { "GET", "/confirmations/x" }, { "GET", "/openapi/v1.json" }, { "GET", "/nothing" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Web_pages_are_kept_away_from_every_route(string method, string path)
    {
        foreach (var (header, value) in ((string, string)[])
        [
            ("Origin", "http://evil.example"), ("Origin", _s.Address.GetLeftPart(UriPartial.Authority)), ("Origin", "null"), ("Host", "evil.example"),
            ("Host", "127.0.0.1.evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
        ])
        {
            var reply = await SendAsync(method, path, header, value);
            Assert.Equal((403, "OriginNotAllowed"), (reply.Status, reply.Error));
            Assert.DoesNotContain(reply.Headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Host", "localhost")]
    [InlineData("Host", "[::1]:4001")]
    public async Task Callers_on_this_machine_are_let_in(string header, string value) =>
        Assert.Equal(200, (await SendAsync("GET", "/futures/health", header, value)).Status);

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_answer_has_a_request_id_and_every_json_answer_a_timestamp(string method, string path)
    {
        var reply = await _s.Executor.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Ct);
        Assert.NotEmpty(reply.Headers["X-Request-Id"]);
        if (reply.Body.ValueKind == JsonValueKind.Object && !path.StartsWith("/hubs", StringComparison.Ordinal) && !path.StartsWith("/openapi", StringComparison.Ordinal))
        {
            Assert.True(DateTimeOffset.TryParse(reply.TextAt("timestamp"), System.Globalization.CultureInfo.InvariantCulture, out _));
        }
    }

    [Fact]
    public async Task A_caller_s_own_request_id_is_kept_when_it_is_plain()
    {
        Assert.Equal("mine-1", (await SendAsync("GET", "/futures/health", "X-Request-Id", "mine-1")).Headers["X-Request-Id"]);
        Assert.NotEqual("mine 1", (await SendAsync("GET", "/futures/health", "X-Request-Id", "mine 1")).Headers["X-Request-Id"]);
    }

    [Theory]
    [InlineData("", "order.place needs its params")]
    [InlineData("{", "bad JSON")]
    [InlineData("[]", "no object")]
    [InlineData("null", "null")]
    [InlineData("""{"symbol":"BTCUSDT","side":"BUY","quantity":0.001,"surprise":1}""", "unknown field")]
    [InlineData("""{"symbol":"BTCUSDT","side":"BUY","quantity":0.001,"quantity":9}""", "duplicate key")]
    [InlineData("""{"symbol":"BTCUSDT","side":"BUY","quantity":"0.001"}""", "number as text")]
    [InlineData("""{"symbol":"BTCUSDT","side":"BUY","quantity":0.001,"notional":60}""", "two sizes")]
    [InlineData("""{"symbol":"BTCUSDT","side":"BUY","quantity":-1}""", "negative")]
    [InlineData("""{"symbol":"btcusdt","side":"BUY","quantity":0.001}""", "lower case")]
    public async Task A_body_that_breaks_the_schema_is_400_with_details(string body, string why)
    {
        var reply = await _s.Executor.PostAsync("/futures/order.place", body, Ct);
        Assert.True(reply is { Status: 400, Error: "InvalidParams" }, $"{why}: {reply}");
        Assert.NotEmpty(reply.At("details").EnumerateArray());
    }

    [Fact]
    public async Task A_body_nested_too_deep_is_400() =>
        Assert.Equal(400, (await _s.Executor.PostAsync("/actions", string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100)), Ct)).Status);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_64_KiB_is_413(bool chunked)
    {
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("{\"x\":\"" + new string('x', 65 * 1024) + "\"}")));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, "/actions") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        var reply = await _s.Executor.SendAsync(request, Ct);
        Assert.Equal((413, "BodyTooLarge"), (reply.Status, reply.Error));
        Assert.True(reply.Has("timestamp"));
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_415_and_no_body_may_have_any_type()
    {
        using var form = new StringContent("""{"symbol":"BTCUSDT"}""", Encoding.UTF8, "text/plain");
        var reply = await _s.Executor.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/futures/order.place") { Content = form }, Ct);
        Assert.Equal((415, "UnsupportedMediaType"), (reply.Status, reply.Error));

        using var empty = new StringContent("", Encoding.UTF8, "text/plain");
        Assert.Equal(200, (await _s.Executor.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/futures/order.cancelAll") { Content = empty }, Ct)).Status);
    }

    [Theory]
    [InlineData("/futures/order.place", """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001,"dryRun":false}""")]
    [InlineData("/futures/order.cancel", """{"symbol":"BTCUSDT","orderId":1}""")]
    [InlineData("/futures/order.cancelAll", "{}")]
    [InlineData("/futures/risk/circuit-breaker/close", "{}")]
    [InlineData("/futures/risk/record-pnl", """{"pnl":-1}""")]
    public async Task An_agent_gets_no_token_and_nothing_live_done(string path, string body)
    {
        var reply = await _s.Executor.AsAgent().PostAsync(path, body, Ct);
        Assert.Equal((428, "ConfirmationRequired"), (reply.Status, reply.Error));
        Assert.False(reply.Has("confirmation.token"));
        Assert.Contains("/copilot/confirmations/", reply.TextAt("confirmation.confirmUrl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_confirm_key_reaches_confirmations()
    {
        var pending = await _s.Executor.AsAgent().PostAsync("/futures/order.cancelAll", "{}", Ct);
        var path = "/confirmations/" + pending.TextAt("confirmation.id");
        foreach (var other in (ServiceClient[])[_s.Executor, _s.Executor.AsAgent()])
        {
            Assert.Equal(403, (await other.GetAsync(path, Ct)).Status);
            Assert.Equal(403, (await other.PostAsync(path, null, Ct)).Status);
        }
        Assert.Equal(200, (await _s.Executor.AsConfirmer().GetAsync(path, Ct)).Status);
        Assert.Equal(404, (await _s.Executor.AsConfirmer().GetAsync("/confirmations/unknown", Ct)).Status);
    }

    [Fact]
    public async Task What_waits_for_a_person_is_listed_for_the_confirm_key_alone_whoever_proposed_it_and_without_a_token()
    {
        var script = await _s.Executor.PostAsync("/futures/order.place", ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: false), Ct);
        var agent = await _s.Executor.AsAgent().PostAsync("/futures/order.cancelAll", "{}", Ct);
        var token = script.TextAt("confirmation.token");
        foreach (var other in (ServiceClient[])[_s.Executor, _s.Executor.AsAgent()]) Assert.Equal(403, (await other.GetAsync("/confirmations", Ct)).Status);

        var listed = await _s.Executor.AsConfirmer().GetAsync("/confirmations", Ct);

        var rows = listed.At("confirmations").EnumerateArray().ToDictionary(row => row.GetProperty("id").GetString()!);
        var (order, cancel) = (rows[script.TextAt("confirmation.id")], rows[agent.TextAt("confirmation.id")]);
        Assert.Equal(("BUY 0.001 BTCUSDT MARKET", "BTCUSDT", true), (order.GetProperty("summary").GetString(), order.GetProperty("symbol").GetString(), order.GetProperty("raisesExposure").GetBoolean()));
        Assert.Equal((script.TextAt("confirmation.expiresAt"), false), (order.GetProperty("expiresAt").GetString(), cancel.GetProperty("raisesExposure").GetBoolean()));
        Assert.Equal(("person:local", "agent:copilot"), (order.GetProperty("origin").GetString(), cancel.GetProperty("origin").GetString()));
        Assert.DoesNotContain(token, listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("token", listed.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_token_confirms_nothing(string token)
    {
        var json = ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: false);
        foreach (var who in (ServiceClient[])[_s.Executor, _s.Executor.AsAgent()])
        {
            var reply = await who.WithToken(token).PostAsync("/futures/order.place", json, Ct);
            Assert.Equal((409, "ConfirmationInvalid", "unknown"), (reply.Status, reply.Error, reply.TextAt("reason")));
        }
    }

    [Fact]
    public async Task A_key_that_nobody_knows_is_401_even_where_none_is_needed() =>
        Assert.Equal(401, (await _s.Executor.WithBearer("nobody-knows-this-key").GetAsync("/futures/health", Ct)).Status);

    [Theory]
    [InlineData("/actions", """{"action":"/futures/nothing","params":{},"dryRun":true,"confirm_required":false}""", 404, "UnknownAction")]
    [InlineData("/actions", """{"action":"/futures/order.cancelAll","params":{},"dryRun":false,"confirm_required":false}""", 400, "ConfirmationRequired")]
    [InlineData("/actions", """{"action":"/futures/order.place","params":{"symbol":"BTCUSDT","side":"BUY","quantity":0.001,"dryRun":false},"dryRun":true,"confirm_required":false}""", 400, "DryRunMismatch")]
    [InlineData("/canary/run", """{"scope":"futures-mainnet","symbol":"BTCUSDT","side":"BUY","quantity":0.001}""", 400, "ScopeNotAllowed")]
    [InlineData("/futures/position.close", """{"symbol":"BTCUSDT"}""", 400, "InvalidOrder")]
    [InlineData("/futures/position.close", """{"fraction":1.5}""", 400, "InvalidParams")]
    [InlineData("/futures/leverage.set", """{"symbol":"BTCUSDT","leverage":30}""", 400, "MaxLeverageExceeded")]
    [InlineData("/strategy/backtest", "{}", 501, "NotImplemented")]
    [InlineData("/futures/order.place", """{"symbol":"BTCUSDT","side":"SELL","type":"STOP_MARKET","quantity":0.001,"stopPrice":89900}""", 400, "InvalidOrder")]
    public async Task Refusals_have_the_contract_s_codes(string path, string body, int status, string error)
    {
        var reply = await _s.Executor.PostAsync(path, body, Ct);
        Assert.Equal((status, error), (reply.Status, reply.Error));
    }

    private Task<Reply> SendAsync(string method, string path, string header, string value)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation(header, value);
        return _s.Executor.SendAsync(request, Ct);
    }

    public sealed class Shared : IAsyncLifetime
    {
        public Scenario Scenario { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Scenario = await Scenario.StartAsync(CancellationToken.None);

        public ValueTask DisposeAsync() => Scenario.DisposeAsync();
    }
}
