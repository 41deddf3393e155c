using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Spark.Binance.Budget;
using Spark.Binance.Clock;
using Spark.Binance.Errors;
using Spark.Binance.Results;
using Spark.Binance.Signing;
using Spark.Binance.Wire;

namespace Spark.Binance.Rest;

/// <summary>
/// The USDⓈ-M futures REST API. Reads and cancels are tried up to three times; orders and settings are sent once, and once more only when the
/// exchange refused the timestamp, which proves that nothing was done. The exchange's limits are kept on this side (<see cref="Budget"/>): reads wait
/// or are refused first, cancels last.
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
    private readonly ConcurrentDictionary<string, Uri> _addresses = new(StringComparer.Ordinal);

    /// <param name="http">A client that follows no redirects: <see cref="BinanceHttp.CreateClient"/>.</param>
    /// <param name="endpoints">Where the exchange is.</param>
    /// <param name="credentials">Null for public data only.</param>
    /// <param name="clock">The exchange's time; shared with whoever shows it.</param>
    /// <param name="time">Drives timeouts and waits.</param>
    /// <param name="random">Spreads retries.</param>
    /// <param name="options">Waits and windows.</param>
    /// <param name="logger">Never sees a key, a signature or a signed address.</param>
    public BinanceRestClient(
        HttpMessageInvoker http,
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

    /// <summary>What has been used of the exchange's limits.</summary>
    public RequestBudget Budget { get; } = new();

    /// <summary>The HTTP client stays its owner's.</summary>
    public void Dispose()
    {
        _clockReading.Dispose();
        _transport.Dispose();
    }

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

    /// <summary>A setting: sent once. That it was so already is a success.</summary>
    private async Task<ExchangeResult<Done>> SetAsync(Call call, CancellationToken ct)
    {
        var result = Interpret(await SendOnceAsync(call, ct).ConfigureAwait(false), call, BinanceJson.Default.ExchangeCodeWire, Succeeded);
        return result is ExchangeResult<Done>.Refused { Error.Retry: RetrySafety.TreatAsDone } ? new ExchangeResult<Done>.Ok(default) : result;
    }

    private async Task<Reply> SendWithRetriesAsync(Call call, CancellationToken ct) =>
        await _retries.ExecuteAsync(static async (attempt, token) => await attempt.Client.SendGatedAsync(attempt.Call, token).ConfigureAwait(false),
            (Client: this, Call: call), ct).ConfigureAwait(false);

    private async Task<Reply> SendGatedAsync(Call call, CancellationToken ct)
    {
        var left = _options.LongestWait;
        while (HoldOf(call) is { } hold)
        {
            if (hold.RetryAfter is not { } wait || wait > left) return new Reply.Held(hold);
            left -= wait;
            await Task.Delay(wait, _time, ct).ConfigureAwait(false);
        }
        return await SendAsync(call, _options.ReadTimeout, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// An order or a setting: it doesn't wait, and is not sent again. What was approved holds for its own window and no longer: a refused
    /// timestamp lets it try once more within that.
    /// </summary>
    private async Task<Reply> SendOnceAsync(Call call, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return HoldOf(call) is { } hold ? new Reply.Held(hold)
            : await SendAsync(call, _options.WriteTimeout, ct, TimeSpan.FromMilliseconds(call.RecvWindow ?? _options.RecvWindow)).ConfigureAwait(false);
    }

    // While the exchange asks to be left alone only what lowers exposure may still try, cancels included, unless the address is banned.
    private ExchangeError? HoldOf(Call call) => call.Priority == CallPriority.Protect ? _gate.Ban ?? OverBudget(call) : WhyNotYet(call);

    /// <summary>Null takes the call into account: it goes now.</summary>
    private ExchangeError? WhyNotYet(Call call) =>
        _gate.Current is var (left, because) ? because with { RetryAfter = left }
        : OverBudget(call) is { } over && !(call.TellsLimits && !Budget.IsTold) ? over : null;

    private ExchangeError? OverBudget(Call call) => Budget.TryTake(call.Cost, call.Priority, Clock.Now) is { IsGranted: false, Wait: var wait }
        ? new ExchangeError(0, null, "Spark holds back: the exchange's limits are nearly used.", ExchangeErrorKind.RateLimited, wait)
        : null;

    /// <summary>One attempt, and a second one when the timestamp was refused, no later than <paramref name="within"/> after the first.</summary>
    private async Task<Reply> SendAsync(Call call, TimeSpan timeout, CancellationToken ct, TimeSpan? within = null)
    {
        if (call.Security != Security.None && _credentials is null) return new Reply.Held(NoCredentials);
        var started = _time.GetTimestamp();
        var reply = await SendNowAsync(call, timeout, ct).ConfigureAwait(false);
        if (call.Security != Security.Signed || !IsTimestampRefused(reply)) return reply;
        _logger.TimestampRefused(call.Path);
        Clock.Distrust();
        return await IsClockReadAgainAsync(ct).ConfigureAwait(false) && !(_time.GetElapsedTime(started) > within)
            ? await SendNowAsync(call, timeout, ct).ConfigureAwait(false)
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

    private async Task<Reply> SendNowAsync(Call call, TimeSpan timeout, CancellationToken ct)
    {
        using var request = Build(call);
        var sentAt = Clock.Now;
        var reply = await _transport.SendAsync(request, timeout, ct).ConfigureAwait(false);
        if (reply is Reply.Answered { Usage: { IsEmpty: false } usage }) Budget.Observe(usage, sentAt, Clock.Now);
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
        var address = inBody || query.Written.IsEmpty ? AddressOf(call.Path) : new Uri(_endpoints.Rest, $"{call.Path}?{query.ToQuery()}");
        var request = new HttpRequestMessage(call.Method, address);
        if (inBody) request.Content = Form(query);
        else ReplyBody.AcceptCompressed(request);
        if (call.Security != Security.None) request.Headers.TryAddWithoutValidation("X-MBX-APIKEY", _credentials!.ApiKey);
        return request;
    }

    private Uri AddressOf(string path) => _addresses.GetOrAdd(path, static (path, root) => new Uri(root, path), _endpoints.Rest);

    private static ReadOnlyMemoryContent Form(RequestQuery query)
    {
        var content = new ReadOnlyMemoryContent(query.WrittenMemory);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
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
            if (JsonSerializer.Deserialize(call.IsOneOrMany ? RowsOf(body) : body, type) is { } wire) return new ExchangeResult<T>.Ok(map(wire));
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException)
        {
            var detail = Secrets.Scrub(e.Message, _credentials);
            _logger.AnswerUnreadable(call.Path, detail);
            return new ExchangeResult<T>.Unreachable($"the answer of {call.Path} is not what the protocol promises: {detail}");
        }
        return new ExchangeResult<T>.Unreachable($"the answer of {call.Path} is not what the protocol promises");
    }

    // Some calls answer one object where others of them answer rows.
    private static byte[] RowsOf(byte[] body) => body.AsSpan().TrimStart(" \r\n\t"u8) is [(byte)'{', ..] ? [(byte)'[', .. body, (byte)']'] : body;

    private static ExchangeResult<T> OfError<T>(ExchangeError error) => error is { HttpStatus: >= 500, Code: null }
        ? new ExchangeResult<T>.Unreachable($"HTTP {error.HttpStatus}: {error.Message}")
        : new ExchangeResult<T>.Refused(error);

    private bool IsTimestampRefused(Reply reply) =>
        reply is Reply.Answered { Status: >= 400 and < 500 } answer && ErrorOf(answer).Code == TimestampRefused;

    private ExchangeError ErrorOf(Reply.Answered answer) => ExchangeErrorReader.Read(answer.Status, answer.Body, answer.RetryAfter, _credentials);

    private static readonly ExchangeError NoCredentials =
        new(0, null, "No API key is configured.", ExchangeErrorKind.Unauthorized);
}
