using System.Text.Json;
using Spark.Contracts;
using Spark.Contracts.Configuration;
using Spark.Executor.Http;

namespace Spark.Executor;

/// <summary>
/// Reads the limits again when a file of settings has changed. What can't be used changes nothing and is told once.
/// </summary>
internal sealed class LimitsWatch
{
    private readonly LimitsInForce _limits;
    private readonly SettingsSource? _source;
    private string? _read;
    private string? _seen;

    public LimitsWatch(ExecutorSettings settings, LimitsInForce limits)
    {
        (_limits, _source) = (limits, settings.Source);
        _read = _seen = _source?.Stamp();
    }

    /// <summary>Looks once: the limits that are in force from now on, or why a change is not; both null when nothing changed.</summary>
    public (OperatingLimits? Changed, string? Fault) Look()
    {
        if (_source is null || _source.Stamp() is var stamp && stamp == _read) return default;
        // A file may be in the middle of being written: it is read once it has stood still for a round.
        var still = stamp == _seen;
        _seen = stamp;
        if (!still) return default;
        _read = stamp;
        try
        {
            return Take(ExecutorSettingsReader.ReadLimits(_source.Reread()));
        }
        catch (Exception e) when (e is SettingsException or IOException or UnauthorizedAccessException)
        {
            return (null, e.Message.ReplaceLineEndings(" "));
        }
    }

    private (OperatingLimits? Changed, string? Fault) Take(OperatingLimits read)
    {
        if (Text(read) == Text(_limits.Current)) return default;
        _limits.Change(read);
        return (read, null);
    }

    private static string Text(OperatingLimits limits) =>
        $"{limits.FlattenOnLoss} {limits.Canary} {limits.Risk.CircuitBreakerEnabled} {JsonSerializer.Serialize(LimitViews.Of(limits.Risk), ContractsJson.Default.RiskLimitsView)}";
}
