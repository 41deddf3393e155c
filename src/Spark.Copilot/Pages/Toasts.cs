using System.Collections.Immutable;
using Spark.Copilot.Suggestions;

namespace Spark.Copilot.Pages;

/// <summary>One page's toasts, newest first, four at most. Errors stay until they are dismissed.</summary>
internal sealed class Toasts(TimeProvider time) : IDisposable
{
    private const int Most = 4;

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(6);

    // What can be acted on takes longer to read.
    private static readonly TimeSpan LongLife = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _closed = new();
    private ImmutableList<Toast> _items = [];
    private long _lastId;

    public event Action? Changed;

    public IReadOnlyList<Toast> Items => _items;

    public void Show(ToastLevel level, string title, string? body = null, Suggestion? about = null, string? detail = null)
    {
        var toast = new Toast(Interlocked.Increment(ref _lastId), level, title, body, about) { Detail = detail };
        ImmutableInterlocked.Update(ref _items, (items, added) => items.Insert(0, added) is { Count: > Most } many ? many.RemoveAt(Most) : items.Insert(0, added), toast);
        Changed?.Invoke();
        if (level != ToastLevel.Error) _ = LeaveAsync(toast.Id, about is null ? Life : LongLife);
    }

    /// <summary>Takes away what told of a suggestion that went.</summary>
    public void Forget(string suggestionId)
    {
        ImmutableInterlocked.Update(ref _items, (items, gone) => items.RemoveAll(toast => toast.About?.Id == gone), suggestionId);
        Changed?.Invoke();
    }

    public void Dismiss(long id)
    {
        ImmutableInterlocked.Update(ref _items, (items, gone) => items.RemoveAll(toast => toast.Id == gone), id);
        Changed?.Invoke();
    }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    private async Task LeaveAsync(long id, TimeSpan life)
    {
        try
        {
            await Task.Delay(life, time, _closed.Token);
            Dismiss(id);
        }
        catch (OperationCanceledException)
        {
            // The page is closed.
        }
    }
}
