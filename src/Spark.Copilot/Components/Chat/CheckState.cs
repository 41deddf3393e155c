namespace Spark.Copilot.Components.Chat;

/// <summary>Whether the limits were asked about a card that nobody has run yet.</summary>
public enum CheckState
{
    /// <summary>Not asked: it is no order, or it can't be run.</summary>
    None,

    Asked,

    Known,

    /// <summary>They could not be asked; they are checked when the card is run.</summary>
    Failed,
}
