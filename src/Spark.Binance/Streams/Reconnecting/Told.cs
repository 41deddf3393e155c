namespace Spark.Binance.Streams.Reconnecting;

/// <summary>Messages that were passed on while two connections carried the same stream, by digest and how often.</summary>
internal sealed class Told
{
    private readonly Dictionary<ulong, int> _counts = [];

    public void Add(ReadOnlySpan<byte> utf8)
    {
        var digest = DigestOf(utf8);
        _counts[digest] = _counts.GetValueOrDefault(digest) + 1;
    }

    /// <summary>Whether this message was passed on already; each passing counts once.</summary>
    public bool Takes(ReadOnlySpan<byte> utf8)
    {
        var digest = DigestOf(utf8);
        if (_counts.GetValueOrDefault(digest) is not (> 0 and var count)) return false;
        _counts[digest] = count - 1;
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
