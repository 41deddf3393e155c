namespace Spark.Binance.Streams.Reconnecting;

/// <summary>Messages that were passed on while two connections carried the same stream, by digest and how often.</summary>
internal sealed class Told
{
    private readonly Dictionary<ulong, int> _counts = [];

    /// <summary>Everything that was passed on has been met again.</summary>
    public bool IsEmpty => _counts.Count == 0;

    public void Add(ReadOnlySpan<byte> utf8)
    {
        var digest = DigestOf(utf8);
        _counts[digest] = _counts.GetValueOrDefault(digest) + 1;
    }

    /// <summary>Whether this message was passed on already; each passing counts once.</summary>
    public bool Takes(ReadOnlySpan<byte> utf8)
    {
        var digest = DigestOf(utf8);
        if (!_counts.TryGetValue(digest, out var count)) return false;
        if (count == 1) _counts.Remove(digest);
        else _counts[digest] = count - 1;
        return true;
    }

    // FNV-1a, 64 bits: among the few thousand messages of an overlap two never meet by chance.
    private static ulong DigestOf(ReadOnlySpan<byte> utf8)
    {
        var digest = 14695981039346656037UL;
        foreach (var letter in utf8) digest = (digest ^ letter) * 1099511628211UL;
        return digest;
    }
}
