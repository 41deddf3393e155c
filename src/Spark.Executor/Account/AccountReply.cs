using Spark.Contracts;

namespace Spark.Executor.Account;

/// <summary>An answer: HTTP status and either a typed body or the stored text of an earlier one.</summary>
internal sealed record AccountReply(int Status, SparkResponse? Body, string? StoredBody = null)
{
    /// <summary>Not an HTTP status: a claim was granted.</summary>
    public const int Granted = 0;
}
