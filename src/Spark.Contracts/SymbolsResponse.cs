namespace Spark.Contracts;

public sealed record SymbolsResponse : CollectionResponse
{
    /// <summary>By symbol.</summary>
    public required IReadOnlyList<SymbolView> Symbols { get; init; }
}
