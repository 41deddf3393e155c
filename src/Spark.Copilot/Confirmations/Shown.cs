using Spark.Contracts;

namespace Spark.Copilot.Confirmations;

/// <summary>What there is to see of a confirmation; a closed set.</summary>
internal abstract record Shown
{
    private Shown()
    {
    }

    /// <summary>It can be confirmed until it expires.</summary>
    public sealed record Pending(ConfirmationResponse Proposal, DateTimeOffset ReadAt) : Shown
    {
        /// <summary>What is confirmed together with it, and carried out after it.</summary>
        public IReadOnlyList<ConfirmationResponse> Others { get; init; } = [];
    }

    /// <summary>It was confirmed before; <paramref name="Outcome"/> is what came of it, where this process knows.</summary>
    public sealed record Used(Confirmed.CarriedOut? Outcome) : Shown;

    /// <summary>It can't be confirmed any more: <c>expired</c> or <c>unknown</c>.</summary>
    public sealed record Gone(string Reason) : Shown;

    /// <summary>It can't be read now: <c>ExecutorDown</c> or <c>NoConfirmKey</c>.</summary>
    public sealed record Unavailable(string Code) : Shown;
}
