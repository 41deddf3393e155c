using Spark.Domain.Orders;

namespace Spark.Copilot.Language;

/// <summary>What is known of an order that a person is putting into words.</summary>
internal sealed record OrderSlots
{
    public string? Symbol { get; init; }

    public Side? Side { get; init; }

    public decimal? Quantity { get; init; }

    public decimal? Notional { get; init; }

    public decimal? Price { get; init; }

    public decimal? StopPrice { get; init; }

    /// <summary>As far as words say it; null: a market order unless prices say otherwise.</summary>
    public OrderType? Type { get; init; }

    public TimeInForce? TimeInForce { get; init; }

    public bool ReduceOnly { get; init; }

    public string? ClientOrderId { get; init; }

    public bool IsCanary { get; init; }

    public bool Live { get; init; }

    public bool SaysDry { get; init; }

    /// <summary>A number whose role nothing told.</summary>
    public IReadOnlyList<Figure> Loose { get; init; } = [];

    /// <summary>Two things said of one slot.</summary>
    public bool Conflicts { get; init; }

    /// <summary>A size that could be read two ways, one of them over the limit.</summary>
    public bool IsDoubtful { get; init; }

    public bool HasSize => Quantity is not null || Notional is not null;

    public bool IsComplete => Symbol is not null && Side is not null && HasSize;

    public OrderType EffectiveType => Type ?? (Price is not null ? OrderType.Limit : OrderType.Market);

    /// <summary>Params that a person still has to name, in the order in which to ask for them.</summary>
    public List<string> Missing()
    {
        var missing = new List<string>();
        if (Symbol is null) missing.Add("symbol");
        if (Side is null) missing.Add("side");
        if (!HasSize || IsDoubtful || Quantity <= 0 || Notional <= 0) missing.Add("quantity");
        if (EffectiveType.IsConditional() && StopPrice is null or <= 0) missing.Add("stopPrice");
        if (EffectiveType.IsPriced() && Price is null or <= 0) missing.Add("price");
        return missing;
    }
}
