namespace Spark.Guardrails.Risk;

/// <summary>How large a position can become.</summary>
public static class Exposure
{
    /// <summary>
    /// Largest absolute position, base asset, when all working orders of one side fill and none of the other: max(|p + buy|, |p − sell|).
    /// </summary>
    public static decimal WorstCase(decimal positionQuantity, decimal workingBuy, decimal workingSell) => Math.Max(
        Math.Abs(Amount.Add(positionQuantity, workingBuy)), Math.Abs(Amount.Add(positionQuantity, -workingSell)));
}
