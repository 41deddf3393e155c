using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Spark.Binance.Clock;
using Spark.Binance.Errors;
using Spark.Binance.Results;
using Spark.Binance.Signing;

namespace Spark.Binance.Rest;

/// <summary>
/// The USDⓈ-M futures REST API. Reads and cancels are tried up to three times; orders and settings are sent once, and once more only when the
/// exchange refused the timestamp, which proves that nothing was done.
/// </summary>
public sealed partial class BinanceRestClient : IDisposable
{
    private const int TimestampRefused = -1021;

    private readonly BinanceEndpoints _endpoints;
    private readonly BinanceCredentials? _credentials;
    private readonly RequestSigner? _signer;
    private readonly TimeProvider _time;
    private readonly BinanceClientOptions _options;
    private readonly ILogger _logger;
    private readonly HttpTransport _transport;
    private readonly RateGate _gate;
    private readonly ResiliencePipeline<Reply> _retries;
    private readonly SemaphoreSlim _clockReading = new(1, 1);

    /// <param name="http">A client that follows no redirects: <see cref="BinanceHttp.CreateClient"/>.</param>
    /// <param name="endpoints">Where the exchange is.</param>
    /// <param name="credentials">Null for public data only.</param>
    /// <param name="clock">The exchange's time; shared with whoever shows it.</param>
    /// <param name="time">Drives timeouts and waits.</param>
    /// <param name="random">Spreads retries.</param>
    /// <param name="options">Waits and windows.</param>
    /// <param name="logger">Never sees a key, a signature or a signed address.</param>
    public BinanceRestClient(
        HttpClient http,
        BinanceEndpoints endpoints,
        BinanceCredentials? credentials,
        ServerClock clock,
        TimeProvider time,
        Random random,
        BinanceClientOptions? options = null,
        ILogger<BinanceRestClient>? logger = null)
    {
        _endpoints = endpoints;
        _credentials = credentials;
        _signer = credentials is null ? null : new RequestSigner(credentials.ApiSecret);
        Clock = clock;
        _time = time;
        _options = options ?? new BinanceClientOptions();
        _logger = logger ?? NullLogger<BinanceRestClient>.Instance;
        _transport = new HttpTransport(http, time);
        _gate = new RateGate(time);
        _retries = new RetryPolicy(_options, credentials).Build(time, random);
    }

    /// <summary>The exchange's time, as this client dates its calls.</summary>
    public ServerClock Clock { get; }

    /// <summary>The HTTP client stays its owner's.</summary>
    public void Dispose() => _clockReading.Dispose();

    private async Task<ExchangeResult<T>> ReadAsync<TWire, T>(Call call, JsonTypeInfo<TWire> type, Func<TWire, T> map, CancellationToken ct)
        where TWire : class
    {
        var reply = await SendWithRetriesAsync(call, ct).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        return Interpret(reply, call, type, map);
    }

    private async Task<ExchangeResult<ImmutableArray<T>>> ReadRowsAsync<TWire, T>(
        Call call, JsonTypeInfo<IReadOnlyList<TWire>> type, Func<TWire, T?> map, CancellationToken ct)
        where T : class =>
        await ReadAsync(call, type, rows => Named(rows, map, call.Path), ct).ConfigureAwait(false);

    private ImmutableArray<T> Named<TWire, T>(IReadOnlyList<TWire> rows, Func<TWire, T?> map, string path)
        where T : class
    {
        ImmutableArray<T> named = [.. rows.Select(map).OfType<T>()];
        if (named.Length < rows.Count) _logger.RowLeftOut(path);
        return named;
    }

    private async Task<Reply> SendWithRetriesAsync(Call call, CancellationToken ct) =>
        await _retries.ExecuteAsync(async token => await SendGatedAsync(call, token).ConfigureAwait(false), ct).ConfigureAwait(false);

    private async Task<Reply> SendGatedAsync(Call call, CancellationToken ct)
    {
        if (_gate.Current is var (left, because))
        {
            if (left > _options.LongestWait) return new Reply.Held(because with { RetryAfter = left });
            await Task.Delay(left, _time, ct).ConfigureAwait(false);
        }
        return await SendAsync(call, _options.ReadTimeout, ct).ConfigureAwait(false);
    }

    /// <summary>One attempt, and a second one when the timestamp was refused.</summary>
    private async Task<Reply> SendAsync(Call call, TimeSpan timeout, CancellationToken ct)
    {
        if (call.Security != Security.None && _credentials is null) return new Reply.Held(NoCredentials);
        var reply = await SendOnceAsync(call, timeout, ct).ConfigureAwait(false);
        if (call.Security != Security.Signed || !IsTimestampRefused(reply)) return reply;
        _logger.TimestampRefused(call.Path);
        return await IsClockReadAgainAsync(ct).ConfigureAwait(false)
            ? await SendOnceAsync(call, timeout, ct).ConfigureAwait(false)
            : reply;
    }

    // A refused timestamp proves that nothing was done; it stays the answer when the clock can't be read.
    private async Task<bool> IsClockReadAgainAsync(CancellationToken ct)
    {
        try
        {
            return await RefreshClockAsync(ct).ConfigureAwait(false) is ExchangeResult<Done>.Ok;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<Reply> SendOnceAsync(Call call, TimeSpan timeout, CancellationToken ct)
    {
        using var request = Build(call);
        var reply = await _transport.SendAsync(request, timeout, ct).ConfigureAwait(false);
        if (reply is Reply.Answered { Status: 429 or 418 } answer)
        {
            var error = ErrorOf(answer);
            _gate.Note(error);
            _logger.LeftAlone(error.HttpStatus, error.Code, error.Message);
        }
        return reply;
    }

    // Orders and settings travel in the body. The platform silently repeats a request without a body when a kept connection turns out to
    // be dead, and a repeated MARKET order is a second order.
    private HttpRequestMessage Build(Call call)
    {
        var query = new RequestQuery();
        call.Parameters?.Invoke(query);
        if (call.Security == Security.Signed)
        {
            query.Add("recvWindow", call.RecvWindow ?? _options.RecvWindow).Add("timestamp", Clock.Now).Sign(_signer!);
        }
        var inBody = call.Method == HttpMethod.Post || call.Method == HttpMethod.Put;
        var target = inBody || query.Written.IsEmpty ? call.Path : $"{call.Path}?{query.ToQuery()}";
        var request = new HttpRequestMessage(call.Method, new Uri(_endpoints.Rest, target));
        if (inBody) request.Content = Form(query);
        if (call.Security != Security.None) request.Headers.TryAddWithoutValidation("X-MBX-APIKEY", _credentials!.ApiKey);
        return request;
    }

    private static ByteArrayContent Form(RequestQuery query)
    {
        var content = new ByteArrayContent(query.Written.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return content;
    }

    private ExchangeResult<T> Interpret<TWire, T>(Reply reply, Call call, JsonTypeInfo<TWire> type, Func<TWire, T> map)
        where TWire : class => reply switch
    {
        Reply.Answered { Status: 200 } answer => Parse(answer.Body, call, type, map),
        Reply.Answered { Status: >= 400 } answer => OfError<T>(ErrorOf(answer)),
        Reply.Answered answer => new ExchangeResult<T>.Unreachable($"HTTP {answer.Status} is no answer of the exchange"),
        Reply.Held held => new ExchangeResult<T>.Refused(held.Because),
        Reply.NotSent { Why: var why } => new ExchangeResult<T>.Unreachable(why),
        Reply.Lost { Why: var why } => new ExchangeResult<T>.Unreachable(why),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private ExchangeResult<T> Parse<TWire, T>(byte[] body, Call call, JsonTypeInfo<TWire> type, Func<TWire, T> map)
        where TWire : class
    {
        try
        {
            if (JsonSerializer.Deserialize(body, type) is { } wire) return new ExchangeResult<T>.Ok(map(wire));
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException)
        {
            _logger.AnswerUnreadable(call.Path, Secrets.Scrub(e.Message, _credentials));
        }
        return new ExchangeResult<T>.Unreachable($"the answer of {call.Path} is not what the protocol promises");
    }

    private static ExchangeResult<T> OfError<T>(ExchangeError error) => error is { HttpStatus: >= 500, Code: null }
        ? new ExchangeResult<T>.Unreachable($"HTTP {error.HttpStatus}: {error.Message}")
        : new ExchangeResult<T>.Refused(error);

    private bool IsTimestampRefused(Reply reply) =>
        reply is Reply.Answered { Status: >= 400 and < 500 } answer && ErrorOf(answer).Code == TimestampRefused;

    private ExchangeError ErrorOf(Reply.Answered answer) => ExchangeErrorReader.Read(answer.Status, answer.Body, answer.RetryAfter, _credentials);

    private static readonly ExchangeError NoCredentials =
        new(0, null, "No API key is configured.", ExchangeErrorKind.Unauthorized);
}
