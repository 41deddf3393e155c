namespace Spark.Executor.Account;

/// <summary>When a canary's rollback last tried something.</summary>
/// <param name="CancelAsked">The order's cancel.</param>
/// <param name="CloseTried">A close.</param>
/// <param name="Told">Whether an operator has heard that it can't go on.</param>
internal sealed record CanaryPace(DateTimeOffset CancelAsked, DateTimeOffset CloseTried, bool Told)
{
    public static CanaryPace None { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MinValue, false);
}
