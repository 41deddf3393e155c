using Microsoft.Extensions.Logging;
using Spark.Binance.Errors;
using Spark.Binance.Rest;
using Spark.Binance.Results;

namespace Spark.Binance.Streams.User;

/// <summary>Renews the listen key every 30 minutes. A renewal that fails is tried again soon, as long as the key can still live: 60 minutes.</summary>
internal sealed class ListenKeyRenewal(BinanceRestClient rest, IStreamObserver observer, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(55);

    /// <summary>Runs until the key is lost; gives why.</summary>
    public async Task<string> RunAsync(CancellationToken ct)
    {
        while (true)
        {
            var renewedAt = time.GetTimestamp();
            await Task.Delay(RenewEvery, time, ct).ConfigureAwait(false);
            if (await WhyLostAsync(renewedAt, ct).ConfigureAwait(false) is { } why) return $"the listen key could not be renewed: {why}";
            logger.ListenKeyRenewed();
        }
    }

    public static string WhyNot<T>(ExchangeResult<T> result) => result switch
    {
        ExchangeResult<T>.Refused(var error) => Secrets.Scrub($"{error.Code} {error.Message}"),
        ExchangeResult<T>.Unreachable(var why) => why,
        _ => "",
    };

    private async Task<string?> WhyLostAsync(long renewedAt, CancellationToken ct)
    {
        for (var retry = FirstRetry; ; retry = Min(retry * 2, LongestRetry))
        {
            var kept = await rest.KeepListenKeyAsync(ct).ConfigureAwait(false);
            if (kept is ExchangeResult<Done>.Ok) return null;
            var why = WhyNot(kept);
            observer.OnRenewalFailed(why);
            if (IsGone(kept) || time.GetElapsedTime(renewedAt) + retry > GiveUpAfter) return why;
            logger.RenewalFailed(why, (long)retry.TotalSeconds);
            await Task.Delay(retry, time, ct).ConfigureAwait(false);
        }
    }

    // -1125: there is no such key any more, and asking again won't bring it back.
    private static bool IsGone(ExchangeResult<Done> kept) => kept is ExchangeResult<Done>.Refused { Error.Code: -1125 };

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
