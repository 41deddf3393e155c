namespace Spark.Copilot.Components.Chat;

/// <summary>The life of an action card. Only <see cref="Done"/> says that something was carried out.</summary>
public enum CardState
{
    /// <summary>Waits for the person.</summary>
    Ready,

    /// <summary>Breaks schema or policy; it can't be run.</summary>
    Invalid,

    Running,

    /// <summary>Proposed to the executor; a person may confirm it until it expires.</summary>
    Awaiting,

    Done,

    /// <summary>Part of it was carried out; the answer says which.</summary>
    Partly,

    /// <summary>Refused: nothing was carried out.</summary>
    Refused,

    /// <summary>Nobody knows yet whether it was carried out.</summary>
    Unknown,

    Dismissed,

    /// <summary>Of a conversation that was opened again: what became of it stands in the audit, so it can't be pressed.</summary>
    Past,
}
