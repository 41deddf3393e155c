using System.Text.RegularExpressions;
using Spark.Binance.Errors;

namespace Spark.Binance.Rest;

/// <summary>Remembers that the exchange asked to be left alone, for every call of the client: ignoring a 429 earns a ban.</summary>
internal sealed partial class RateGate(TimeProvider time)
{
    private static readonly TimeSpan WithoutHint = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestBan = TimeSpan.FromMinutes(2);

    private volatile Hold? _hold;

    /// <summary>How long calls have to wait, and why; null when they need not.</summary>
    public (TimeSpan Left, ExchangeError Because)? Current =>
        _hold is { } hold && hold.Until > time.GetUtcNow() ? (hold.Until - time.GetUtcNow(), hold.Because) : null;

    /// <summary>Whether the address is banned, which holds for orders and cancels too.</summary>
    public ExchangeError? Ban => Current is (var left, { Kind: ExchangeErrorKind.Banned } because) ? because with { RetryAfter = left } : null;

    /// <summary>Takes note of a weight limit (-1003) or a ban. A limit on orders alone (-1015) does not stop reads.</summary>
    public void Note(ExchangeError error)
    {
        if (!error.IsRateLimit || error.Code is not (null or -1003)) return;
        var until = error.Kind == ExchangeErrorKind.Banned ? EndOfBan(error) : time.GetUtcNow() + (error.RetryAfter ?? WithoutHint);
        if (_hold is not { } hold || until > hold.Until) _hold = new Hold(until, error);
    }

    private DateTimeOffset EndOfBan(ExchangeError error)
    {
        if (error.RetryAfter is { } wait) return time.GetUtcNow() + wait;
        var told = Milliseconds().Match(error.Message);
        return told.Success && long.TryParse(told.ValueSpan, out var end) ? DateTimeOffset.FromUnixTimeMilliseconds(end) : time.GetUtcNow() + ShortestBan;
    }

    [GeneratedRegex(@"(?<!\d)1\d{12}(?!\d)")]
    private static partial Regex Milliseconds();

    private sealed record Hold(DateTimeOffset Until, ExchangeError Because);
}
