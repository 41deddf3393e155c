namespace Spark.Copilot.Language;

/// <summary>A span that words count in.</summary>
/// <param name="Days">Its length in days; 0 for months.</param>
/// <param name="Months">Its length in months.</param>
internal readonly record struct DateUnit(int Days, int Months)
{
    public DateOnly Before(DateOnly day, int count) => Months > 0 ? day.AddMonths(-Months * count) : day.AddDays(-Days * count);
}
