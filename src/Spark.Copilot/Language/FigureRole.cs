namespace Spark.Copilot.Language;

/// <summary>What a number in an order stands for.</summary>
internal enum FigureRole
{
    /// <summary>Not part of the order.</summary>
    None,
    Loose,
    Quantity,
    Notional,
    Price,
    Stop,

    /// <summary>A word that nobody knows stands between it and the coin: it can't be told what it counts.</summary>
    Unclear,
}
