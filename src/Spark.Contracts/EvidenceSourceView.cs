namespace Spark.Contracts;

/// <summary>Where an item of evidence comes from.</summary>
/// <param name="Item">Such as <c>book</c>, <c>markPrice</c>, <c>filters</c>, <c>fees</c>, <c>position</c>, <c>leverage</c>, <c>leverageBracket</c>, <c>exchangeTest</c>.</param>
/// <param name="Source"><c>stream</c> or <c>rest</c>; null when it is missing.</param>
/// <param name="AsOf">When it was received; null when it is missing.</param>
public sealed record EvidenceSourceView(string Item, string? Source, DateTimeOffset? AsOf);
