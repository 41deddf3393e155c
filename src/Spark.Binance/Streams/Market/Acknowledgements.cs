using System.Collections.Concurrent;
using System.Text.Json;
using Spark.Binance.Errors;
using Spark.Binance.Results;
using Spark.Binance.Wire;

namespace Spark.Binance.Streams.Market;

/// <summary>Subscription messages that wait for their answer, by id.</summary>
internal sealed class Acknowledgements
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<ExchangeResult<Done>>> _waiting = new();
    private long _lastId;

    public (long Id, Task<ExchangeResult<Done>> Answer) Expect()
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return (id, answer.Task);
    }

    public void Forget(long id) => _waiting.TryRemove(id, out _);

    /// <summary>Takes in an answer. Returns the refusal that it is, null for an acknowledgement.</summary>
    public ExchangeError? Take(ReadOnlySpan<byte> message, out long? id)
    {
        var reply = JsonSerializer.Deserialize(message, BinanceJson.Default.SubscriptionReplyWire);
        id = reply?.Id;
        var error = (reply?.Error?.Code ?? reply?.Code) is { } code
            ? new ExchangeError(0, code, Secrets.Scrub(reply?.Error?.Msg ?? reply?.Msg ?? ""), ExchangeErrorKind.InvalidParameter)
            : null;
        if (id is { } known && _waiting.TryRemove(known, out var waiting))
        {
            waiting.TrySetResult(error is null ? new ExchangeResult<Done>.Ok(default) : new ExchangeResult<Done>.Refused(error));
        }
        return error;
    }

    /// <summary>The connection is gone: its answers won't come.</summary>
    public void Abandon()
    {
        foreach (var id in _waiting.Keys)
        {
            if (_waiting.TryRemove(id, out var waiting)) waiting.TrySetResult(new ExchangeResult<Done>.Unreachable("the connection ended before the answer"));
        }
    }
}
