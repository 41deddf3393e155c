namespace Spark.Executor.Notifications;

/// <summary>
/// Tells whether a notice is a repeat of one that was told a while ago. Of one kind, twenty subjects are told apart at a time; the rest are
/// told together, so that a storm neither wakes somebody a thousand times nor fills the memory. One thread at a time.
/// </summary>
internal sealed class Repeats(TimeSpan window)
{
    private const int MostSubjects = 20;

    private const string TheRest = "";

    private readonly Dictionary<string, Dictionary<string, (DateTimeOffset At, int Held)>> _told = [];

    /// <summary>True when it is to be told now; how many repeats were held back since the last time comes with it.</summary>
    public bool Lets(string kind, string? subject, DateTimeOffset now, out int held)
    {
        held = 0;
        if (!_told.TryGetValue(kind, out var subjects)) _told[kind] = subjects = [];
        var key = KeyOf(subjects, subject ?? kind, now);
        if (subjects.TryGetValue(key, out var last))
        {
            if (now - last.At < window)
            {
                subjects[key] = last with { Held = last.Held + 1 };
                return false;
            }
            held = last.Held;
        }
        subjects[key] = (now, 0);
        return true;
    }

    private string KeyOf(Dictionary<string, (DateTimeOffset At, int Held)> subjects, string subject, DateTimeOffset now)
    {
        if (subjects.Count < MostSubjects || subjects.ContainsKey(subject)) return subject;
        foreach (var (old, told) in subjects)
        {
            if (now - told.At >= window) subjects.Remove(old);
        }
        return subjects.Count < MostSubjects ? subject : TheRest;
    }
}
