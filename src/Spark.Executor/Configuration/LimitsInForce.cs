using Spark.Guardrails.Risk;

namespace Spark.Executor;

/// <summary>The limits that hold now. Swapped as a whole; readers never wait.</summary>
internal sealed class LimitsInForce(ExecutorSettings settings)
{
    private OperatingLimits _current = new(settings.Limits, settings.FlattenOnLoss) { Canary = settings.Canary };

    public OperatingLimits Current => Volatile.Read(ref _current);

    public RiskLimits Risk => Current.Risk;

    public void Change(OperatingLimits limits) => Volatile.Write(ref _current, limits);
}
