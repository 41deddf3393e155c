using Spark.Binance.Rest;
using Spark.Binance.Results;

namespace Spark.Binance.Streams.Reconnecting;

/// <summary>
/// Whether the exchange answers at all, by a ping a second: attempts to connect are few, so the first of them after an outage should not be left to
/// chance.
/// </summary>
internal sealed class ExchangePulse(BinanceRestClient rest, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Waits until the exchange answers, at most <paramref name="most"/>; false when it did not.</summary>
    public async Task<bool> IsBackWithinAsync(TimeSpan most, CancellationToken ct)
    {
        var since = time.GetTimestamp();
        while (await rest.PingAsync(ct).ConfigureAwait(false) is not ExchangeResult<Done>.Ok)
        {
            if (time.GetElapsedTime(since) >= most) return false;
            await Task.Delay(Period, time, ct).ConfigureAwait(false);
        }
        return true;
    }
}
