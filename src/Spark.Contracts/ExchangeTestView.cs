namespace Spark.Contracts;

/// <summary>Whether the exchange's order test accepted the order.</summary>
public sealed record ExchangeTestView(bool Passed, int? Code, string? Message);
