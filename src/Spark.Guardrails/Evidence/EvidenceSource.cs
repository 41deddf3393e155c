namespace Spark.Guardrails.Evidence;

/// <summary>Where an item of evidence comes from. Without a time it is missing, and nothing stands in for it.</summary>
/// <param name="Item">Such as <c>book</c>.</param>
/// <param name="Source"><c>stream</c> or <c>rest</c>; null when it is missing.</param>
/// <param name="AsOf">When it was received; null when it is missing.</param>
public sealed record EvidenceSource(string Item, string? Source, DateTimeOffset? AsOf);
