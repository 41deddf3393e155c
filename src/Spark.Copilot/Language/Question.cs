namespace Spark.Copilot.Language;

/// <summary>What a person wants explained.</summary>
internal enum Question
{
    /// <summary>Why something was refused.</summary>
    Refusal,

    /// <summary>Why an order is there, or what became of it.</summary>
    Order,

    /// <summary>Why a canary was taken back.</summary>
    Rollback,
}
