namespace Spark.Copilot.Language;

/// <summary>A number in the message, with what its wording says about its role.</summary>
/// <param name="Value">The reading of the message's language.</param>
internal sealed record Figure(decimal Value)
{
    /// <summary>What the other convention would read, when a lone separator leaves room.</summary>
    public decimal? Otherwise { get; init; }

    /// <summary>25% or yüzde 25.</summary>
    public bool IsPercent { get; init; }

    /// <summary>Half, a quarter: a size, or a part of something.</summary>
    public bool IsPart { get; init; }

    /// <summary>'one' or 'bir', which is an article as often as a number.</summary>
    public bool IsWeak { get; init; }

    /// <summary>A dollar sign stood before it.</summary>
    public bool IsMoney { get; init; }

    /// <summary>Digits only, as ids are.</summary>
    public bool IsPlain { get; init; }
}
