using Spark.Binance.Rest;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Streams;
using System.Collections.Immutable;

namespace Spark.Executor.Streams;

/// <summary>
/// Finds a user stream that stands and says nothing: an idle account is silent too, so the exchange is asked for wallet, positions and open orders, and
/// news there of which the stream said nothing means that it is dead. What REST shows a moment late is no proof: it must stay unheard of for a while.
/// </summary>
internal sealed class UserStreamProbe(UserStreamFeed stream, BinanceRestClient exchange, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    // An event this young may be the very news that REST shows.
    private static readonly TimeSpan Unheard = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(1_500);

    // The list of all open orders costs 40 of 2,400 a minute, the rest 10.
    private const int OrdersEvery = 2;

    private AccountNews? _before;
    private long _events;
    private long _changedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var round = 0; ; round++)
            {
                await Task.Delay(Every, time, stoppingToken);
                if (stream.IsHealthy) await ProbeAsync(round % OrdersEvery == 0, stoppingToken);
                else _before = null;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task ProbeAsync(bool withOrders, CancellationToken ct)
    {
        var events = stream.Events;
        if (await NewsAsync(withOrders, ct) is not { } now) return;
        if (_before is not { } before || events != _events || stream.Events != events)
        {
            (_events, _changedAt) = (events, time.GetTimestamp());
            _before = now.After(_before);
            return;
        }
        if (!now.DiffersFrom(before))
        {
            _before = now.After(before);
            return;
        }
        if (time.GetElapsedTime(_changedAt) < Unheard) return; // looked at again in the next round
        await Task.Delay(Grace, time, ct);
        if (stream.Events != events || !stream.IsHealthy) return;
        stream.Replace($"{ReasonWords.Silent}: the exchange shows news that did not come over the user stream");
        _before = null;
    }

    private async Task<AccountNews?> NewsAsync(bool withOrders, CancellationToken ct)
    {
        var account = exchange.AccountAsync(ct);
        var positions = exchange.PositionsAsync(null, ct);
        var orders = withOrders ? exchange.OpenOrdersAsync(null, ct) : null;
        if (await account is not ExchangeResult<AccountReport>.Ok { Value: var balance }) return null;
        if (await positions is not ExchangeResult<ImmutableArray<PositionReport>>.Ok { Value: var held }) return null;
        return new AccountNews(balance.WalletBalance, held, orders is not null && await orders is ExchangeResult<ImmutableArray<OrderReport>>.Ok { Value: var open } ? open : null);
    }
}
