namespace Spark.Copilot.Batches;

/// <summary>How to run a batch.</summary>
/// <param name="Mode">How far it goes.</param>
/// <param name="StopOnError">Whether lines behind a failed one are skipped.</param>
/// <param name="Key">Passed down as <c>key:line</c>, so that a crash can't repeat a line; at most <see cref="LongestKey"/> characters.</param>
/// <param name="MayAct">Whether the caller may do more than read.</param>
public sealed record BatchOptions(BatchMode Mode, bool StopOnError, string? Key = null, bool MayAct = true)
{
    public const int LongestKey = 52;

    /// <summary>Reads the words of a command line.</summary>
    /// <exception cref="FormatException">One of them is not allowed; the message names it.</exception>
    public static BatchOptions Parse(string? mode, string? onError, string? key)
    {
        if (!TryMode(mode, out var how)) throw new FormatException($"--mode '{mode}' is not validate, dryRun or execute.");
        if (!TryOnError(onError, out var stop)) throw new FormatException($"--on-error '{onError}' is not stop or continue.");
        if (key is { Length: 0 or > LongestKey } || key?.Any(char.IsControl) == true) throw new FormatException($"--key must have 1 to {LongestKey} characters.");
        return new BatchOptions(how, stop, key);
    }

    /// <summary>The word of a mode.</summary>
    public static string Word(BatchMode mode) => mode switch
    {
        BatchMode.Validate => "validate",
        BatchMode.Execute => "execute",
        _ => "dryRun",
    };

    /// <summary>Reads <c>validate</c>, <c>dryRun</c>, <c>execute</c>.</summary>
    public static bool TryMode(string? word, out BatchMode mode)
    {
        (var known, mode) = word switch
        {
            null or "" or "dryRun" => (true, BatchMode.DryRun),
            "validate" => (true, BatchMode.Validate),
            "execute" => (true, BatchMode.Execute),
            _ => (false, BatchMode.Validate),
        };
        return known;
    }

    /// <summary>Reads <c>stop</c>, <c>continue</c>; stop is the default, since later lines may lean on earlier ones.</summary>
    public static bool TryOnError(string? word, out bool stop)
    {
        stop = word is null or "" or "stop";
        return stop || word == "continue";
    }
}
