using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spark.EndToEnd.Tests.Http;
using Spark.EndToEnd.Tests.Processes;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Spark.EndToEnd.Tests.Operations;

/// <summary>Traces by OTLP and log lines for collectors, of the real process.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Live = """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001,"dryRun":false}""";

    private readonly WireMockServer _collector = WireMockServer.Start();

    public TelemetryTests() => _collector.Given(Request.Create().WithPath("/v1/traces").UsingPost()).RespondWith(Response.Create().WithStatusCode(200));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _collector.Dispose();

    [Fact]
    public async Task One_trace_leads_from_a_chat_turn_and_from_an_order_to_the_exchange_and_holds_no_secret()
    {
        using var home = new SparkHome();
        await using var program = await home.StartAsync(Ct, ("SPARK_OTLP", _collector.Url!), ("SPARK_LOG_FORMAT", "json"));
        using var copilot = new Caller(home.Copilot);
        using var executor = new Caller(home.Executor);
        var (chat, order) = ("11111111111111111111111111111111", "22222222222222222222222222222222");

        (await copilot.PostAsync("/copilot/chat", """{"message":"LINK fiyatı ne?"}""", Ct, Parent(chat))).With(HttpStatusCode.OK);
        var asked = (await executor.PostAsync("/futures/order.place", Live, Ct)).With(HttpStatusCode.PreconditionRequired);
        var token = (string)asked["confirmation"]!["token"]!;
        (await executor.PostAsync("/futures/order.place", Live, Ct, Parent(order), ("X-Spark-Confirmation", token), ("X-Request-Id", "desk-42"))).With(HttpStatusCode.OK);

        await HasAsync(chat, "/copilot/chat", program);
        await HasAsync(chat, "/actions", program);
        await HasAsync(chat, "/fapi/v1/", program);
        await HasAsync(order, "/futures/order.place", program);
        await HasAsync(order, "/fapi/v1/order", program);
        var everything = string.Concat(Bodies().Select(Encoding.Latin1.GetString));
        Assert.All(["X-MBX-APIKEY", "listenKey=", token], secret => Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotMatch("(?i)signature=[0-9a-f]{8}", everything);

        var lines = program.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.True(line["EventId"] is not null && line["LogLevel"] is not null && line["Category"] is not null && line["Timestamp"] is not null, line.ToJsonString()));
        Assert.DoesNotContain(token, program.Story, StringComparison.Ordinal);
        await Eventually.HoldsAsync(_ => Task.FromResult(program.Output.Split('\n').Any(IsOfDesk42)), () => "No line of JSON bears the caller's request id.\n" + program.Story, Ct);
    }

    [Fact]
    public async Task A_line_for_people_bears_the_request_id_that_its_caller_gave()
    {
        using var home = new SparkHome();
        await using var program = await home.StartAsync(Ct);
        using var executor = new Caller(home.Executor);
        (await executor.PostAsync("/futures/order.place", Live, Ct, ("X-Request-Id", "desk-42"))).With(HttpStatusCode.PreconditionRequired);
        await Eventually.HoldsAsync(
            _ => Task.FromResult(program.Output.Split('\n').Any(line => line.Contains("#desk-42 POST /futures/order.place was answered 428", StringComparison.Ordinal))),
            () => "No line bears the caller's request id.\n" + program.Story, Ct);
    }

    // Of several scopes the innermost counts.
    private static bool IsOfDesk42(string line) => line.StartsWith('{') && JsonNode.Parse(line)!["Scopes"] is JsonArray scopes
        && scopes.OfType<JsonObject>().LastOrDefault(scope => scope["RequestId"] is not null)?["RequestId"]?.ToString() == "desk-42"
        && line.Contains("/futures/order.place was answered 200", StringComparison.Ordinal);

    [Fact]
    public async Task A_form_of_log_lines_that_nobody_knows_ends_the_start_with_what_is_allowed()
    {
        using var home = new SparkHome();
        await using var program = home.Start("Spark.Copilot", ("SPARK_LOG_FORMAT", "xml"), ("SPARK_OTLP", "collector:4318"));

        Assert.Equal(2, await program.ExitCodeAsync(TimeSpan.FromSeconds(30), Ct));
        Assert.Contains("SPARK_LOG_FORMAT", program.Errors, StringComparison.Ordinal);
        Assert.Contains("SPARK_OTLP", program.Errors, StringComparison.Ordinal);
    }

    private static (string, string) Parent(string trace) => ("traceparent", $"00-{trace}-aaaaaaaaaaaaaaaa-01");

    private IEnumerable<byte[]> Bodies() => _collector.LogEntries.Select(entry => entry.RequestMessage?.BodyAsBytes).OfType<byte[]>();

    // In the exporter's protobuf a span begins with its trace id, and its texts follow before the next one's.
    private Task HasAsync(string trace, string text, SparkProgram program) => Eventually.HoldsAsync(
        _ => Task.FromResult(Bodies().SelectMany(SpansOf).Any(span => span.Trace == trace && span.Text.Contains(text, StringComparison.Ordinal))),
        () => $"No span of trace {trace} has {text}.\n{program.Story}", Ct);

    private static IEnumerable<(string Trace, string Text)> SpansOf(byte[] request) =>
        from resource in Fields(request, 1)
        from scope in Fields(resource, 2)
        from span in Fields(scope, 2)
        from trace in Fields(span, 1)
        select (Convert.ToHexStringLower(trace.Span), Encoding.UTF8.GetString(span.Span));

    private static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message.Span, ref at);
            switch (key & 7)
            {
                case 0: Varint(message.Span, ref at); break;
                case 1: at += 8; break;
                case 5: at += 4; break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    if (key >> 3 == number) yield return message.Slice(at, length);
                    at += length;
                    break;
                default: throw new JsonException($"wire type {key & 7}");
            }
        }
    }

    private static int Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (value, shift) = (0L, 0);
        while (true)
        {
            var one = bytes[at++];
            value |= (long)(one & 0x7f) << shift;
            if (one < 0x80) return (int)value;
            shift += 7;
        }
    }
}
