using Spark.Binance.Reports;
using Spark.Binance.Streams.User;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;

namespace Spark.Executor.Streams;

/// <summary>
/// The account as the standing connection has told it: the snapshot that it began with and every event since, nothing else. Whatever the exchange
/// shows beyond that was swallowed. Repeats and late events change nothing.
/// </summary>
internal sealed class HeardAccount
{
    private const string Asset = "USDT";

    // An event is late by moments: orders that ended before so many others are past being told of.
    private const int EndedRemembered = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Symbol, (decimal Quantity, DateTimeOffset At)> _positions = [];
    private readonly Dictionary<(Symbol Symbol, long OrderId), decimal> _open = [];
    private readonly HashSet<(Symbol Symbol, long OrderId)> _ended = [];
    private readonly Queue<(Symbol Symbol, long OrderId)> _endings = new();
    private (decimal Balance, DateTimeOffset At)? _wallet;

    /// <summary>What is known; null before the first snapshot.</summary>
    public AccountNews? News
    {
        get
        {
            lock (_lock)
            {
                return _wallet is { } wallet
                    ? new AccountNews(wallet.Balance, _positions.Select(p => (p.Key, p.Value.Quantity)), _open.Select(o => (o.Key.Symbol, o.Key.OrderId, o.Value)))
                    : null;
            }
        }
    }

    /// <summary>A connection begins with this; what follows came over it. An account of a mode that Spark doesn't trade is not followed.</summary>
    public void Begin(AccountSnapshot snapshot)
    {
        lock (_lock)
        {
            Clear();
            if (!snapshot.Mode.IsSupported) return;
            _wallet = (snapshot.WalletBalance, DateTimeOffset.MinValue);
            foreach (var position in snapshot.Positions) _positions[position.Symbol] = (position.Quantity, DateTimeOffset.MinValue);
            foreach (var order in snapshot.OpenOrders) _open[(order.Symbol, order.OrderId)] = order.Executed;
        }
    }

    /// <summary>Takes in an event of the standing connection.</summary>
    public void Hear(UserEvent happened)
    {
        lock (_lock)
        {
            if (happened is UserEvent.OrderUpdated { Order: var order }) Hear(order);
            else if (happened is UserEvent.AccountUpdated account) Hear(account);
        }
    }

    private void Hear(OrderReport order)
    {
        var key = (order.Symbol, order.OrderId);
        if (_ended.Contains(key)) return;
        if (order.Status is OrderStatus.New or OrderStatus.PartiallyFilled) _open[key] = Math.Max(order.Executed, _open.GetValueOrDefault(key));
        else End(key);
    }

    private void Hear(UserEvent.AccountUpdated account)
    {
        var at = account.TransactionTime;
        foreach (var balance in account.Balances)
        {
            if (balance.Asset == Asset && _wallet is { } wallet && at >= wallet.At) _wallet = (balance.WalletBalance, at);
        }
        foreach (var position in account.Positions)
        {
            if (at >= _positions.GetValueOrDefault(position.Symbol).At) _positions[position.Symbol] = (position.Quantity, at);
        }
    }

    private void End((Symbol Symbol, long OrderId) key)
    {
        _open.Remove(key);
        _ended.Add(key);
        _endings.Enqueue(key);
        if (_endings.Count > EndedRemembered) _ended.Remove(_endings.Dequeue());
    }

    private void Clear()
    {
        _wallet = null;
        _positions.Clear();
        _open.Clear();
        _ended.Clear();
        _endings.Clear();
    }
}
