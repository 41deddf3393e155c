using Spark.Guardrails.Automation;

namespace Spark.Executor.Automation;

/// <summary>The automatic actions' rules that hold now, and the file that they come from. A file that went bad changes nothing.</summary>
internal sealed class RulesInForce(GuardrailRules rules, string? file)
{
    private GuardrailRules _current = rules;
    private DateTime _read = Stamp(file);
    private DateTime _seen = Stamp(file);

    public GuardrailRules Current => Volatile.Read(ref _current);

    /// <summary>
    /// A connection that a rule in force calls short is not stable: the next attempts back off until one has stood for so long. Zero without such a rule.
    /// </summary>
    public TimeSpan StableAfter => TimeSpan.FromSeconds(Current.Rules
        .Where(rule => rule is { Signal: SignalKind.ConnectionAge, Action: GuardrailAction.ReconnectWithBackoff })
        .Select(rule => rule.Threshold).DefaultIfEmpty().Max());

    /// <summary>The file's name, as the audit tells who changed the rules; null without a file.</summary>
    public string? FileName => file is null ? null : Path.GetFileName(file);

    /// <summary>Reads a file of rules.</summary>
    /// <returns>The rules, or why they can't be used.</returns>
    public static (GuardrailRules? Rules, string? Fault) Read(string file)
    {
        try
        {
            var (rules, faults) = GuardrailRulesReader.Read(File.ReadAllText(file));
            return faults.IsEmpty ? (rules, null) : (null, string.Join("; ", faults.Select(fault => fault.Path.Length == 0 ? fault.Message : $"{fault.Path}: {fault.Message}")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, "the file can't be read");
        }
        catch (Exception e)
        {
            // Whatever a file of rules holds, the rules that are in force go on.
            return (null, $"the file can't be understood: {e.Message}");
        }
    }

    /// <summary>Looks once whether the file has changed: the rules that held until now when others hold from now on, or why a change was not taken.</summary>
    public (GuardrailRules? Before, string? Fault) Look()
    {
        if (file is null || Stamp(file) is var stamp && stamp == _read) return default;
        // It may be in the middle of being written: it is read once it has stood still for a round.
        var still = stamp == _seen;
        _seen = stamp;
        if (!still) return default;
        _read = stamp;
        var (read, fault) = Read(file);
        if (read is null) return (null, fault);
        return (Interlocked.Exchange(ref _current, read), null);
    }

    // A file that can't be looked at is one that has changed: reading it says why.
    private static DateTime Stamp(string? file)
    {
        try
        {
            return file is null ? default : File.GetLastWriteTimeUtc(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DateTime.MaxValue;
        }
    }
}
