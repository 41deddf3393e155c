namespace Spark.Copilot.Batches;

/// <summary>How far a batch goes.</summary>
public enum BatchMode
{
    /// <summary>Only the validator looks at each line.</summary>
    Validate,

    /// <summary>Every line is simulated, whatever it says.</summary>
    DryRun,

    /// <summary>Lines run as they are; a live one waits for its confirmation page.</summary>
    Execute,
}
