using System.Collections.Immutable;
using Spark.Binance.Reports;

namespace Spark.Binance.Budget;

/// <summary>
/// The exchange's request-weight and order limits, kept on our side so that it never has to refuse. Lower priorities may use only a part of a
/// window: what remains belongs to cancels and reducing orders. Time comes in as the exchange's milliseconds; callers may come from any thread.
/// </summary>
public sealed class RequestBudget
{
    private static readonly RateLimit[] Published =
    [
        new(IsOrders: false, TimeSpan.FromMinutes(1), 2400),
        new(IsOrders: true, TimeSpan.FromMinutes(1), 1200),
        new(IsOrders: true, TimeSpan.FromSeconds(10), 300),
    ];

    private readonly Lock _counting = new();
    private ImmutableArray<BudgetWindow> _weights = [];
    private ImmutableArray<BudgetWindow> _orders = [];

    /// <summary>Begins with production's published limits, until the exchange's own are read.</summary>
    public RequestBudget()
    {
        Configure(Published);
        IsTold = false;
    }

    /// <summary>Whether the exchange has told its limit of request weight. Until then what is counted against may be another's.</summary>
    public bool IsTold { get; private set; }

    /// <summary>The part of a window's request weight that a priority may fill.</summary>
    public static double ShareOf(CallPriority priority) => priority switch
    {
        CallPriority.Read => 0.70,
        CallPriority.Account => 0.85,
        CallPriority.Trade => 0.95,
        _ => 1,
    };

    /// <summary>Replaces limits of the kinds named; what was counted stays. An empty list changes nothing.</summary>
    public void Configure(IEnumerable<RateLimit> limits)
    {
        lock (_counting)
        {
            var all = limits.ToList();
            if (all.Exists(l => !l.IsOrders)) (_weights, IsTold) = (Renewed(_weights, all.Where(l => !l.IsOrders)), true);
            if (all.Exists(l => l.IsOrders)) _orders = Renewed(_orders, all.Where(l => l.IsOrders));
        }
    }

    /// <summary>Counts the call if it fits into every window; otherwise tells how long the fullest one lasts.</summary>
    /// <param name="cost">What the call takes.</param>
    /// <param name="priority">Who asks.</param>
    /// <param name="now">The exchange's time, ms.</param>
    public BudgetVerdict TryTake(CallCost cost, CallPriority priority, long now)
    {
        var share = ShareOf(priority);
        lock (_counting)
        {
            var wait = TimeSpan.Zero;
            foreach (var window in _weights) wait = Longer(wait, window, cost.Weight, share, now);
            foreach (var window in _orders) wait = Longer(wait, window, OrdersOf(cost, window), share, now);
            if (wait > TimeSpan.Zero) return BudgetVerdict.After(wait);
            foreach (var window in _weights) window.Take(cost.Weight, now);
            foreach (var window in _orders) window.Take(OrdersOf(cost, window), now);
            return BudgetVerdict.Granted;
        }
    }

    /// <summary>Takes in the counts of an answer's headers; a negative count (an order's answer may say −1) says nothing.</summary>
    /// <param name="usage">The counts.</param>
    /// <param name="sentAt">When the call left, the exchange's ms.</param>
    /// <param name="now">The exchange's time, ms.</param>
    public void Observe(in UsageReport usage, long sentAt, long now)
    {
        lock (_counting)
        {
            foreach (var window in _weights)
            {
                if (window.Length == TimeSpan.FromMinutes(1)) Take(window, usage.WeightPerMinute);
            }
            foreach (var window in _orders)
            {
                if (window.Length == TimeSpan.FromMinutes(1)) Take(window, usage.OrdersPerMinute);
                else if (window.Length == TimeSpan.FromSeconds(10)) Take(window, usage.OrdersPerTenSeconds);
            }
        }

        void Take(BudgetWindow window, int? count)
        {
            if (count is >= 0 and { } told) window.Observe(told, sentAt, now);
        }
    }

    /// <summary>What has been used of each limit in its present window.</summary>
    public ImmutableArray<(RateLimit Limit, long Used)> Used(long now)
    {
        lock (_counting)
        {
            return
            [
                .. _weights.Select(w => (new RateLimit(false, w.Length, w.Limit), w.Used(now))),
                .. _orders.Select(w => (new RateLimit(true, w.Length, w.Limit), w.Used(now))),
            ];
        }
    }

    private static ImmutableArray<BudgetWindow> Renewed(ImmutableArray<BudgetWindow> old, IEnumerable<RateLimit> limits) =>
        [.. limits.Select(l => old.FirstOrDefault(w => w.Length == l.Window)?.With(l.Limit) ?? new BudgetWindow(l.Window, l.Limit))];

    private static int OrdersOf(CallCost cost, BudgetWindow window) => window.Length >= TimeSpan.FromMinutes(1) ? cost.OrdersPerMinute : cost.Orders;

    private static TimeSpan Longer(TimeSpan wait, BudgetWindow window, long cost, double share, long now)
    {
        if (window.Fits(cost, share, now)) return wait;
        var left = window.UntilNext(now);
        return left > wait ? left : wait;
    }
}
