namespace Spark.Executor.Notifications;

/// <summary>Tells whether a notice is a repeat of one that was told a while ago. One thread at a time.</summary>
internal sealed class Repeats(TimeSpan window)
{
    private readonly Dictionary<string, (DateTimeOffset At, int Held)> _told = [];

    /// <summary>True when it is to be told now; how many repeats were held back since the last time comes with it.</summary>
    public bool Lets(string key, DateTimeOffset now, out int held)
    {
        held = 0;
        if (_told.TryGetValue(key, out var last))
        {
            if (now - last.At < window)
            {
                _told[key] = last with { Held = last.Held + 1 };
                return false;
            }
            held = last.Held;
        }
        _told[key] = (now, 0);
        return true;
    }
}
