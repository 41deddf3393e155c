namespace Spark.Executor.Account;

/// <summary>Somebody who waits for an order's answer, and the words in which it is given.</summary>
/// <param name="Ticket">Where the reply goes.</param>
/// <param name="OutcomeKey">The carried-out action that the reply belongs to.</param>
/// <param name="CanaryId">Set when the order applies a canary.</param>
internal sealed record Waiter(long Ticket, string OutcomeKey, string? CanaryId);
