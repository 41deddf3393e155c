namespace Spark.Copilot.Language;

/// <summary>Largest position per symbol, base asset: where one reading of a number passes and the other doesn't, the person is asked.</summary>
internal sealed record PositionLimits(decimal Default, IReadOnlyDictionary<string, decimal> BySymbol)
{
    public static PositionLimits Standard { get; } = new(0.1m, new Dictionary<string, decimal>());

    public bool IsDoubtful(string? symbol, Figure figure)
    {
        if (figure.Otherwise is not { } otherwise) return false;
        var limit = symbol is not null && BySymbol.TryGetValue(symbol, out var own) ? own : Default;
        return Math.Max(figure.Value, otherwise) > limit && Math.Min(figure.Value, otherwise) <= limit;
    }
}
