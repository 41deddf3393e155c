using System.Collections.Concurrent;
using System.Text.Json;

namespace Spark.Copilot.Conversation;

/// <summary>
/// Conversations: those being held in memory, all of them in the store. A store that fails is told once in the log and stops nothing:
/// what is said meanwhile stays in memory and is kept as soon as the store works again.
/// </summary>
public sealed partial class Conversations : IDisposable
{
    private const int MostInMemory = 500;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ConversationState> _byId = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly SecretFilter _secrets;
    private readonly IConversationStore _store;
    private readonly ILogger<Conversations> _log;
    private DateTimeOffset _tryAgainAt;
    private string? _trouble;

    internal Conversations(TimeProvider time, SecretFilter secrets, IConversationStore store, ILogger<Conversations> log) =>
        (_time, _secrets, _store, _log) = (time, secrets, store, log);

    /// <summary>Why conversations are not kept now, one line for a person; null when they are.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>Newest first.</summary>
    /// <exception cref="ConversationStoreException">The store can't be read.</exception>
    public ConversationPage List(int limit, int offset)
    {
        KeepTheRest();
        return Told(() => _store.List(limit, offset));
    }

    /// <summary>Turns before number <paramref name="before"/> (counted from 0), oldest first.</summary>
    /// <exception cref="ConversationStoreException">The store can't be read.</exception>
    public IReadOnlyList<ChatTurn> Turns(string id, int before, int limit)
    {
        KeepTheRest();
        return Told(() => _store.Turns(id, before, limit));
    }

    /// <summary>A conversation's summary; null when there is none.</summary>
    /// <exception cref="ConversationStoreException">The store can't be read.</exception>
    public ConversationSummary? Summary(string id) => Find(id) is { Count: > 0 } known ? known.Kept.Summary : null;

    /// <summary>Deletes a conversation, also where it is kept; gives whether there was one.</summary>
    /// <exception cref="ConversationStoreException">The store can't be written; the conversation is still there.</exception>
    public bool Remove(string id)
    {
        var stored = Told(() => _store.Delete(id));
        if (!_byId.TryRemove(id, out var state)) return stored;
        state.IsDeleted = true;
        return true;
    }

    /// <summary>Looks whether the store works, so that a person hears of it at the start.</summary>
    public void Check()
    {
        try
        {
            Told(() => _store.List(1, 0));
        }
        catch (ConversationStoreException)
        {
            // Told in the log.
        }
    }

    public void Dispose()
    {
        _store.Dispose();
        foreach (var state in _byId.Values) state.Dispose();
    }

    /// <exception cref="ConversationStoreException">It isn't in memory and the store can't be read.</exception>
    internal ConversationState? Find(string id)
    {
        if (_byId.TryGetValue(id, out var known)) return known;
        if (Told(() => _store.Load(id, ConversationState.MostTurns)) is not { } stored) return null;
        return Remembered(stored);
    }

    internal ConversationState Begin()
    {
        var now = _time.GetUtcNow();
        return Remembered(new StoredConversation(new ConversationSummary("c-" + Guid.CreateVersion7().ToString("N"), "", 0, now, now), Language.Dialogue.Empty, []));
    }

    private ConversationState Remembered(StoredConversation stored)
    {
        MakeRoom();
        return _byId.GetOrAdd(stored.Summary.Id, static (_, made) => made.Self.Made(made.Stored), (Self: this, Stored: stored));
    }

    private ConversationState Made(StoredConversation stored) => new(stored, Clean, Keep);

    // Only one that is kept and rests may go: two copies of one conversation would answer past each other.
    private void MakeRoom()
    {
        if (_byId.Count < MostInMemory) return;
        var resting = _byId.Values.Where(state => state.Unsaved == 0 && state.Gate.CurrentCount == 1).OrderBy(state => state.Kept.Summary.UpdatedAt);
        foreach (var state in resting.Take(MostInMemory / 10)) _byId.TryRemove(state.Id, out _);
    }

    private ChatTurn Clean(ChatTurn turn)
    {
        var text = JsonSerializer.Serialize(turn.Reply, ConversationJson.Default.ChatReply);
        var clean = _secrets.Clean(text);
        var reply = clean == text ? turn.Reply : JsonSerializer.Deserialize(clean, ConversationJson.Default.ChatReply)!;
        return turn with { Message = _secrets.Clean(turn.Message), Reply = reply };
    }

    private void Keep(ConversationState state)
    {
        if (state.IsDeleted || (Trouble is not null && _time.GetUtcNow() < _tryAgainAt)) return;
        try
        {
            Told(() =>
            {
                _store.Save(state.Kept, state.Unsaved);
                return true;
            });
            state.Saved();
        }
        catch (ConversationStoreException)
        {
            // Told in the log; it stays in memory.
        }
    }

    private void KeepTheRest()
    {
        foreach (var state in _byId.Values.Where(state => state.Unsaved > 0)) Keep(state);
    }

    private T Told<T>(Func<T> work)
    {
        try
        {
            var result = work();
            if (Interlocked.Exchange(ref _trouble, null) is not null) LogWorksAgain(_log);
            return result;
        }
        catch (ConversationStoreException e)
        {
            _tryAgainAt = _time.GetUtcNow() + TryAgainAfter;
            if (Interlocked.Exchange(ref _trouble, e.Message) is null) LogTrouble(_log, e.Message);
            throw;
        }
    }

    [LoggerMessage(EventId = 3501, Level = LogLevel.Error, Message = "{Why}")]
    private static partial void LogTrouble(ILogger log, string why);

    [LoggerMessage(EventId = 3502, Level = LogLevel.Information, Message = "Conversations are kept again")]
    private static partial void LogWorksAgain(ILogger log);
}
