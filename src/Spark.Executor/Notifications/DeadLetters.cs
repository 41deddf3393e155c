using System.Collections.Immutable;
using System.Text.Json;
using Spark.Contracts;

namespace Spark.Executor.Notifications;

/// <summary>Keeps what could not be delivered: a line of JSON each, in a file that a restart reads again.</summary>
internal sealed class DeadLetters
{
    private const int Shown = 50;

    private readonly Lock _writing = new();
    private readonly string _file;
    private volatile ImmutableList<DeadLetterView> _newest;

    public DeadLetters(string folder)
    {
        _file = Path.Combine(folder, "notifications.dead.ndjson");
        _newest = File.Exists(_file) ? [.. File.ReadLines(_file).TakeLast(Shown).Select(Read).OfType<DeadLetterView>().Reverse()] : [];
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<DeadLetterView> Newest => _newest;

    /// <summary>Kept before it is shown. Several ways may give up at once, and stopping doesn't cut a line short.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Keep(DeadLetterView letter)
    {
        lock (_writing)
        {
            File.AppendAllText(_file, JsonSerializer.Serialize(letter, NotificationJson.Default.DeadLetterView) + "\n");
            _newest = [.. _newest.Insert(0, letter).Take(Shown)];
        }
    }

    // A line that a crash cut short is no letter any more.
    private static DeadLetterView? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, NotificationJson.Default.DeadLetterView);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
