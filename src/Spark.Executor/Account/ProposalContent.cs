using Spark.Contracts;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>What a person is shown and the proposal is bound to.</summary>
internal sealed record ProposalContent(string Summary)
{
    public OrderIntent? Intent { get; init; }

    public decimal? ReferencePrice { get; init; }

    public EvidenceView? Evidence { get; init; }

    public string? CanaryId { get; init; }
}
