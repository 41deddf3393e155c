namespace Spark.Binance.Budget;

/// <summary>Whether a call may go now; if not, how long until it may be asked again.</summary>
public readonly record struct BudgetVerdict(bool IsGranted, TimeSpan Wait)
{
    public static readonly BudgetVerdict Granted = new(true, TimeSpan.Zero);

    public static BudgetVerdict After(TimeSpan wait) => new(false, wait);
}
