using System.Security.Cryptography;
using System.Text;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting;

/// <summary>The keys of user streams: one per account, an hour from its last extension.</summary>
internal sealed class ListenKeys(string exchangeId)
{
    private const long Lifetime = 3_600_000;
    private readonly Dictionary<Account, (string Key, long Until)> _active = [];
    private readonly List<string> _ended = [];
    private int _made;

    /// <summary>The active key, extended; a new one when there is none.</summary>
    public string Create(Account account, long now)
    {
        if (KeepAlive(account, now) is { } active) return active;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{exchangeId}/{account.Name}/{_made++}"));
        var key = Convert.ToHexStringLower(hash);
        _active[account] = (key, now + Lifetime);
        return key;
    }

    /// <summary>Extends the active key; null when there is none.</summary>
    public string? KeepAlive(Account account, long now)
    {
        if (!_active.TryGetValue(account, out var entry)) return null;
        _active[account] = entry with { Until = now + Lifetime };
        return entry.Key;
    }

    public string? Active(Account account) => _active.TryGetValue(account, out var entry) ? entry.Key : null;

    /// <summary>Ends the active key; false when there is none.</summary>
    public bool Delete(Account account)
    {
        if (!_active.Remove(account, out var entry)) return false;
        _ended.Add(entry.Key);
        return true;
    }

    /// <summary>Ends every key, as if its hour were over; false when there was none.</summary>
    public bool ExpireAll()
    {
        Account[] accounts = [.. _active.Keys];
        foreach (var account in accounts) Delete(account);
        return accounts.Length > 0;
    }

    /// <summary>Ends every key whose hour is over, and returns all that ended since the last call.</summary>
    public IReadOnlyList<string> TakeEnded(long now)
    {
        foreach (var (account, entry) in _active)
        {
            if (entry.Until <= now) Delete(account);
        }
        if (_ended.Count == 0) return [];
        string[] ended = [.. _ended];
        _ended.Clear();
        return ended;
    }
}
