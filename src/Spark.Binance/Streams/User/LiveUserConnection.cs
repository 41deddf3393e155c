using Microsoft.Extensions.Logging;
using Spark.Binance.Streams.Reconnecting;

namespace Spark.Binance.Streams.User;

/// <summary>A connection of the user stream. It ends by itself, or when it is found to be dead.</summary>
internal sealed class LiveUserConnection(IStreamConnection connection, StreamMessageHandler onMessage, Action<LiveUserConnection> left, ILogger logger)
    : ILiveConnection
{
    private const int SampleEvery = 100;

    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _over = new();
    private Task _receiving = Task.CompletedTask;
    private long _messages;

    public TimeSpan Age => connection.Age;

    public Task<string> Ended => _ended.Task;

    public void Begin(CancellationToken ct)
    {
        _over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _receiving = ReceiveAsync(_over.Token);
    }

    public void End(string reason) => _ended.TrySetResult(reason);

    public async ValueTask DisposeAsync()
    {
        left(this);
        await _over.CancelAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync().ConfigureAwait(false);
        _over.Dispose();
    }

    private async Task ReceiveAsync(CancellationToken ct)
    {
        try
        {
            End(await connection.ReceiveAsync(OnMessage, onLull: null, ct).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            End(ReasonWords.Stopped);
        }
        catch (Exception e)
        {
            logger.Failed(StreamRoute.Private, e.GetType().Name, e);
            End($"failed ({e.GetType().Name})");
        }
    }

    private void OnMessage(ReadOnlySpan<byte> utf8)
    {
        if (_messages++ % SampleEvery == 0) logger.UserDataSample(_messages, UserEventReader.TypeOf(utf8));
        onMessage(utf8);
    }
}
