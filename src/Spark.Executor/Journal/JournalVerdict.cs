namespace Spark.Executor.Journal;

/// <summary>What a check of a journal's chain found; a closed set.</summary>
public abstract record JournalVerdict
{
    private JournalVerdict()
    {
    }

    /// <summary>Every record is as it was written. <paramref name="Head"/> is the last one's hash: kept elsewhere, it proves the whole later.</summary>
    public sealed record Intact(long Records, string Head) : JournalVerdict;

    /// <summary>The first record that isn't as it was written.</summary>
    public sealed record Broken(long Seq, string Why) : JournalVerdict;
}
