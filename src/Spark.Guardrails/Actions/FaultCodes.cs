namespace Spark.Guardrails.Actions;

/// <summary>Words for what can be wrong with an action's form.</summary>
public static class FaultCodes
{
    /// <summary>It has to be there; allowed: its kind.</summary>
    public const string Missing = "missing";

    /// <summary>Its value is not of its kind; allowed: the kind.</summary>
    public const string NotAllowed = "notAllowed";

    /// <summary>There is no such field; allowed: those that there are.</summary>
    public const string UnknownField = "unknownField";

    /// <summary>A key is given twice.</summary>
    public const string Twice = "twice";

    /// <summary>A key that is not text.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The order's type needs it; allowed: the type.</summary>
    public const string NeededForType = "neededForType";

    /// <summary>The order's type doesn't take it; allowed: the type.</summary>
    public const string RefusedForType = "refusedForType";

    /// <summary>It or another field is needed; allowed: the other one.</summary>
    public const string NeitherGiven = "neitherGiven";

    /// <summary>It excludes another field; allowed: the other one.</summary>
    public const string BothGiven = "bothGiven";

    /// <summary>A period that ends before it begins.</summary>
    public const string EndsBeforeItBegins = "endsBeforeItBegins";

    /// <summary>No action of the catalogue.</summary>
    public const string UnknownAction = "unknownAction";

    /// <summary>Another scope than the one that is allowed.</summary>
    public const string ScopeNotAllowed = "scopeNotAllowed";

    /// <summary>The dryRun inside params is not the envelope's.</summary>
    public const string DryRunDiffers = "dryRunDiffers";

    /// <summary>A live action has to ask for its confirmation.</summary>
    public const string ConfirmationNotAsked = "confirmationNotAsked";

    /// <summary>Every word.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Missing, NotAllowed, UnknownField, Twice, Unreadable, NeededForType, RefusedForType, NeitherGiven, BothGiven, EndsBeforeItBegins, UnknownAction, ScopeNotAllowed, DryRunDiffers,
        ConfirmationNotAsked,
    ];
}
