using Spark.Domain.Orders;

namespace Spark.Guardrails.Actions;

/// <summary>What became of a draft's size; a closed set.</summary>
public abstract record SizingResult
{
    private SizingResult()
    {
    }

    /// <summary>Fixed to the last digit; the risk gate has still to see it.</summary>
    public sealed record Sized(OrderIntent Intent) : SizingResult;

    /// <summary>The notional buys nothing that the exchange takes (400 InvalidOrder). Base asset, and its worth in USDT.</summary>
    public sealed record TooSmall(decimal SmallestQuantity, decimal SmallestNotional, string Message) : SizingResult;

    /// <summary>A notional can't be sized without <paramref name="What"/>.</summary>
    public sealed record Missing(string What) : SizingResult;
}
