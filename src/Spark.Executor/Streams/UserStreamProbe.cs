using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Streams;

namespace Spark.Executor.Streams;

/// <summary>
/// Finds a user stream that stands and says nothing: an idle account is silent too, so the exchange is asked for wallet, positions and open orders, and
/// anything there that the stream has not told means that it is dead. What REST shows a moment early or late is no proof: the stream must have been
/// silent for a while, and two readings must agree that something is missing.
/// </summary>
internal sealed class UserStreamProbe(UserStreamFeed stream, BinanceRestClient exchange, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    // An event this young may be the very news that REST shows.
    private static readonly TimeSpan Unheard = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(1_500);

    // The list of all open orders costs 40 of 2,400 a minute, the rest 10.
    private const int OrdersEvery = 2;

    private long _compared = -1;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var round = 0; ; round++)
            {
                await Task.Delay(UntilNextLook, time, stoppingToken);
                if (stream.IsHealthy && stream.SilentFor >= Unheard) await ProbeAsync(round % OrdersEvery == 0, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    // As soon as an event is old enough, so that a stream that dies right after one is found in time.
    private TimeSpan UntilNextLook => Unheard - stream.SilentFor is { } left && left > TimeSpan.Zero && left < Every ? left : Every;

    private async Task ProbeAsync(bool withOrders, CancellationToken ct)
    {
        var events = stream.Events;
        withOrders |= events != _compared;
        if (await IsBehindAsync(withOrders, ct))
        {
            await Task.Delay(Grace, time, ct);
            if (await IsBehindAsync(withOrders, ct) && stream.Events == events && stream.IsHealthy)
            {
                stream.Replace($"{ReasonWords.Silent}: the exchange shows news that did not come over the user stream");
            }
        }
        else if (withOrders)
        {
            _compared = events;
        }
    }

    // An exchange that can't be read says nothing about the stream.
    private async Task<bool> IsBehindAsync(bool withOrders, CancellationToken ct)
    {
        var account = exchange.AccountAsync(ct);
        var positions = exchange.PositionsAsync(null, ct);
        var orders = withOrders ? exchange.OpenOrdersAsync(null, ct) : null;
        if (await account is not ExchangeResult<AccountReport>.Ok { Value: var balance }) return false;
        if (await positions is not ExchangeResult<ImmutableArray<PositionReport>>.Ok { Value: var held }) return false;
        var open = orders is not null && await orders is ExchangeResult<ImmutableArray<OrderReport>>.Ok { Value: var listed } ? listed : default(IEnumerable<OrderReport>);
        return stream.Heard is { } heard && AccountNews.Of(balance.WalletBalance, held, open).DiffersFrom(heard);
    }
}
