namespace Spark.Executor.Ledger;

/// <summary>A flatten under way: it goes on after a restart until nothing is left.</summary>
/// <param name="Id">Names it, and begins the ids of its orders.</param>
/// <param name="Since">When it began.</param>
/// <param name="Cause">Why.</param>
/// <param name="Orders">How many closes it has sent.</param>
public sealed record FlattenState(string Id, DateTimeOffset Since, string Cause, int Orders);
