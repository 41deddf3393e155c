namespace Spark.Copilot.Language;

/// <summary>Intents that are no path of the catalogue.</summary>
internal static class Intents
{
    /// <summary>An order; whether it is a canary is said elsewhere in the message.</summary>
    public const string Order = "order";

    /// <summary>'Confirm it': what, the conversation says.</summary>
    public const string Confirm = "confirm";

    /// <summary>Cancel every order, then close every position.</summary>
    public const string CloseEverything = "closeEverything";
}
