namespace Spark.Executor.Account;

/// <summary>Why a canary can't be confirmed.</summary>
internal sealed record Blocked(string Reason, decimal? Limit, decimal? Observed);
