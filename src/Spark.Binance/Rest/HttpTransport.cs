using System.Net.Sockets;

namespace Spark.Binance.Rest;

/// <summary>Sends one request once and tells apart what is certain from what is not.</summary>
internal sealed class HttpTransport(HttpMessageInvoker http, TimeProvider time) : IDisposable
{
    // A deadline that was not reached serves the next call.
    private CancellationTokenSource? _spare;

    public async Task<Reply> SendAsync(HttpRequestMessage request, TimeSpan timeout, CancellationToken ct)
    {
        var deadline = DeadlineIn(timeout);
        using var either = ct.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token) : null;
        var token = either?.Token ?? deadline.Token;
        try
        {
            using var response = await http.SendAsync(request, token).ConfigureAwait(false);
            var body = await ReplyBody.ReadAsync(response.Content, token).ConfigureAwait(false);
            return new Reply.Answered((int)response.StatusCode, body, RetryAfterOf(response), UsageHeaders.Read(response.Headers));
        }
        catch (HttpRequestException e) when (NeverConnected(e))
        {
            return new Reply.NotSent($"no connection to {request.RequestUri?.Authority} ({ReasonOf(e)})");
        }
        catch (OperationCanceledException)
        {
            return new Reply.Lost(ct.IsCancellationRequested ? "the caller stopped waiting" : $"no answer within {timeout.TotalSeconds:0.#} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            return new Reply.Lost($"the connection broke before the answer was complete ({ReasonOf(e)})");
        }
        finally
        {
            PutBack(deadline);
        }
    }

    public void Dispose() => Interlocked.Exchange(ref _spare, null)?.Dispose();

    private CancellationTokenSource DeadlineIn(TimeSpan timeout)
    {
        if (Interlocked.Exchange(ref _spare, null) is not { } spare) return new CancellationTokenSource(timeout, time);
        spare.CancelAfter(timeout);
        return spare;
    }

    private void PutBack(CancellationTokenSource deadline)
    {
        if (!deadline.TryReset() || Interlocked.CompareExchange(ref _spare, deadline, null) is not null) deadline.Dispose();
    }

    private static bool NeverConnected(HttpRequestException e) => e.HttpRequestError
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static string ReasonOf(Exception e) => e switch
    {
        HttpRequestException { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request => request.HttpRequestError.ToString(),
        SocketException socket => socket.SocketErrorCode.ToString(),
        _ => e.GetType().Name,
    };

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.IsSuccessStatusCode ? null : response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };
}
