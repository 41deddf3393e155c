using Microsoft.Extensions.Logging;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>
/// Fetches the trades that an outage swallowed, so that they are told once and in order, before those that come live. The exchange gives the newest
/// thousand: what is older is said to be lost.
/// </summary>
internal sealed class TradeCatchUp(BinanceRestClient rest, MarketSequence sequence, TimeProvider time, ILogger logger)
{
    private const int Most = 1_000;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    /// <summary>Begins to fetch; trades that come live wait meanwhile, for at most five seconds.</summary>
    public void Begin(Symbol symbol, CancellationToken ct) => _ = Task.Run(() => FetchAsync(symbol, ct), CancellationToken.None);

    private async Task FetchAsync(Symbol symbol, CancellationToken ct)
    {
        IReadOnlyList<PublicTrade> missed = [];
        try
        {
            using var deadline = new CancellationTokenSource(Within, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
            if (await rest.TradesAsync(symbol, Most, either.Token).ConfigureAwait(false) is ExchangeResult<System.Collections.Immutable.ImmutableArray<PublicTrade>>.Ok(var newest)) missed = newest;
        }
        catch (OperationCanceledException)
        {
            // Too slow, or nobody wants them any more: the live ones go on without.
        }
        catch (Exception e)
        {
            logger.CatchUpFailed(symbol.Value, e);
        }
        var (told, lost) = sequence.CatchUp(symbol, missed);
        logger.CaughtUp(symbol.Value, told, lost);
    }
}
