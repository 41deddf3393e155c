namespace Spark.Copilot.Language;

/// <summary>A reading with the order or action that it leaves open.</summary>
internal sealed record Wishes(Reading Reading, OrderSlots? Order = null, Draft? Incomplete = null);
