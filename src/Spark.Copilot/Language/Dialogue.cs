namespace Spark.Copilot.Language;

/// <summary>What earlier messages left behind for the next one to lean on.</summary>
internal sealed record Dialogue
{
    public static Dialogue Empty { get; } = new();

    public SpokenLanguage Language { get; init; }

    /// <summary>What the last message that asked for something asked for.</summary>
    public IReadOnlyList<Draft> Last { get; init; } = [];

    /// <summary>The order that is being put together or could still be changed.</summary>
    public OrderSlots? Order { get; init; }

    /// <summary>Params that Spark has asked for.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The action they are missing from, when it is no order.</summary>
    public Draft? Incomplete { get; init; }
}
