namespace Spark.Copilot.Feed;

/// <summary>What the desk is read in: each is an answer of its own, and fails by itself.</summary>
public enum DeskPart
{
    Health,
    Risk,
    Guardrails,
    Account,
    Positions,
    Orders,
    Fills,
    Canaries,
}
