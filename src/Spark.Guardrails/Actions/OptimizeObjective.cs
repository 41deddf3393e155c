namespace Spark.Guardrails.Actions;

/// <summary>What an optimisation looks for.</summary>
public enum OptimizeObjective
{
    Sharpe,
    Return,
    Drawdown,
}
