using System.Threading.RateLimiting;

namespace Spark.Executor.Security;

/// <summary>
/// How often one key may call, and how often one address may offer a key that nobody knows. Keys of the copilot's own clients and whoever
/// is on this machine without a key are not counted.
/// </summary>
internal sealed class CallRates : IDisposable
{
    /// <summary>Calls per second of a key, once its burst is used up.</summary>
    public const int PerSecond = 100;

    /// <summary>Calls that a key may make at once.</summary>
    public const int Burst = 200;

    /// <summary>Unknown keys per second of an address.</summary>
    public const int UnknownPerSecond = 5;

    /// <summary>Unknown keys of an address at once.</summary>
    public const int UnknownBurst = 20;

    private readonly PartitionedRateLimiter<string> _keys = Limiter(PerSecond, Burst);
    private readonly PartitionedRateLimiter<string> _strangers = Limiter(UnknownPerSecond, UnknownBurst);

    /// <summary>Whether the key of that name may call now.</summary>
    public bool MayCall(string name) => Take(_keys, name);

    /// <summary>Whether an address that offered an unknown key is told so, rather than to wait.</summary>
    public bool MayFail(string address) => Take(_strangers, address);

    public void Dispose()
    {
        _keys.Dispose();
        _strangers.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<string> limiter, string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int perSecond, int burst) => PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Max(1, perSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(Math.Max(100, 1000 / perSecond)),
            QueueLimit = 0,
        }), StringComparer.Ordinal);
}
