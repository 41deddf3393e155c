using Spark.Contracts;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Account;

/// <summary>A canary that passed our checks and awaits the exchange's own order test.</summary>
public sealed record PendingCanary(long Ticket, Canary Canary, EvidenceView Evidence, string? OutcomeKey);
