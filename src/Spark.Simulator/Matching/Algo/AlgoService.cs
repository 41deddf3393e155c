using System.Globalization;
using Spark.Domain.Orders;

namespace Spark.Simulator.Matching.Algo;

/// <summary>Holds conditional orders back until their trigger price is met, then hands them to the engine.</summary>
internal sealed class AlgoService(Exchange exchange)
{
    /// <summary>Id of the newest conditional order.</summary>
    public long LastId { get; private set; } = 1_000_000_000_000_000;

    public AlgoPlacement Place(in PlaceAlgo order)
    {
        if (AlgoAcceptance.Check(order) is { } rejection) return rejection;
        var accepted = Accept(order);
        accepted.Account.Remember(accepted);
        Await(accepted);
        exchange.Observer.AlgoChanged(accepted);
        return accepted;
    }

    /// <summary>Cancels a waiting order; -2011 once it has triggered or is over.</summary>
    public AlgoPlacement Cancel(AlgoOrder order)
    {
        if (order.Status != AlgoStatus.New) return Rejection.UnknownOrder;
        End(order, AlgoStatus.Canceled);
        return order;
    }

    public void CancelAll(Holding holding) => EndAll(holding, AlgoStatus.Canceled);

    /// <summary>Ends every waiting order of an account in one market.</summary>
    public void EndAll(Holding holding, AlgoStatus status)
    {
        AlgoOrder[] open = [.. holding.OpenAlgoOrders.Values.OrderBy(order => order.Id)];
        foreach (var order in open) End(order, status);
    }

    /// <summary>Triggers what the prices since the last call have met; one order's fills may trigger the next.</summary>
    public void Trigger(Market market)
    {
        var (low, high) = market.TakeTradedRange();
        while (market.AwaitingTrigger.Count > 0)
        {
            AlgoOrder[] due = [.. market.AwaitingTrigger.Where(order => IsMet(order, low, high)).OrderBy(order => order.Id)];
            if (due.Length == 0) return;
            foreach (var order in due)
            {
                if (order.Status == AlgoStatus.New) Fire(order);
            }
            (low, high) = market.TakeTradedRange();
        }
    }

    /// <summary>Tells that the engine's order is over.</summary>
    public void Finish(BookOrder order)
    {
        if (order.Algo is not { Status: AlgoStatus.Triggered } algo) return;
        Change(algo, AlgoStatus.Finished);
    }

    /// <summary>Close-position orders do not outlive the position that they would close.</summary>
    public void ExpireOrphans(Holding holding)
    {
        if (holding.OpenAlgoOrders.Count == 0) return;
        AlgoOrder[] orphans = [.. holding.OpenAlgoOrders.Values.Where(order => order.ClosePosition && !holding.IsReducedBy(order.Side))];
        foreach (var order in orphans) End(order, AlgoStatus.Expired);
    }

    /// <summary>Puts a remembered order back.</summary>
    public void Restore(AlgoOrder order)
    {
        LastId = Math.Max(LastId, order.Id);
        order.Account.Remember(order);
        if (order.Status == AlgoStatus.New) Await(order);
    }

    private static void Await(AlgoOrder order)
    {
        order.Account.In(order.Market).OpenAlgoOrders.Add(order.Id, order);
        order.Market.AwaitingTrigger.Add(order);
    }

    private static void Leave(AlgoOrder order)
    {
        order.Account.In(order.Market).OpenAlgoOrders.Remove(order.Id);
        order.Market.AwaitingTrigger.Remove(order);
    }

    private static bool IsMet(AlgoOrder order, decimal low, decimal high)
    {
        var market = order.Market;
        if (order.WorkingType == WorkingType.MarkPrice) (low, high) = (market.MarkPrice, market.MarkPrice);
        else if (high == 0) return false;
        if (!order.IsMetBy(low, high)) return false;
        return !order.PriceProtect || Math.Abs(market.MarkPrice - market.LastPrice) <= market.MarkPrice * market.Contract.TriggerProtect;
    }

    private void Fire(AlgoOrder order)
    {
        Leave(order);
        order.TriggerTime = exchange.Now;
        Change(order, AlgoStatus.Triggering);
        var holding = order.Account.In(order.Market);
        var placed = order.ClosePosition && !holding.IsReducedBy(order.Side)
            ? Rejection.ReduceOnlyRejected
            : exchange.PlaceTriggered(EngineOrder(order, holding), order);
        if (placed.Rejection is not { } rejection) return;
        order.RejectReason = rejection.Message;
        Change(order, AlgoStatus.Rejected);
    }

    private PlaceOrder EngineOrder(AlgoOrder order, Holding holding) => new()
    {
        Account = order.Account,
        Market = order.Market,
        Side = order.Side,
        Type = order.ActualType,
        Quantity = order.ClosePosition ? Math.Abs(holding.Position.Quantity) : order.Quantity,
        Price = order.Price,
        TimeInForce = order.TimeInForce,
        ReduceOnly = order.ReduceOnly || order.ClosePosition,
        ClientOrderId = exchange.TriggeredOrdersKeepClientId && !IsTaken(order) ? order.ClientAlgoId : null,
        SelfTrade = order.SelfTrade,
    };

    private static bool IsTaken(AlgoOrder order) =>
        order.Account.FindOrder(order.ClientAlgoId) is { } earlier && !earlier.Status.IsFinal();

    private void End(AlgoOrder order, AlgoStatus status)
    {
        Leave(order);
        Change(order, status);
    }

    private void Change(AlgoOrder order, AlgoStatus status)
    {
        order.Status = status;
        order.UpdateTime = exchange.Now;
        exchange.Observer.AlgoChanged(order);
    }

    private AlgoOrder Accept(in PlaceAlgo order) => new()
    {
        Id = ++LastId,
        ClientAlgoId = order.ClientAlgoId ?? string.Create(CultureInfo.InvariantCulture, $"algo{LastId}"),
        Account = order.Account,
        Market = order.Market,
        Side = order.Side,
        Type = order.Type,
        TimeInForce = order.TimeInForce,
        Quantity = order.Quantity,
        Price = order.Price,
        TriggerPrice = order.TriggerPrice,
        WorkingType = order.WorkingType,
        ClosePosition = order.ClosePosition,
        PriceProtect = order.PriceProtect,
        ReduceOnly = order.ReduceOnly,
        SelfTrade = order.SelfTrade,
        CreateTime = exchange.Now,
        UpdateTime = exchange.Now,
    };
}
