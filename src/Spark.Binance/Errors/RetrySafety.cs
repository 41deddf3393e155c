namespace Spark.Binance.Errors;

/// <summary>What may be done after an error code.</summary>
public enum RetrySafety
{
    /// <summary>The same request would fail again: something has to be put right first.</summary>
    Never,

    /// <summary>It was not carried out; it may be sent again later.</summary>
    Backoff,

    /// <summary>It was not carried out; it may be sent once more after the named correction (clock, precision, listen key).</summary>
    AfterCorrection,

    /// <summary>It may or may not have been carried out: look it up by client order id before anything else.</summary>
    LookUp,

    /// <summary>What was asked for is already so.</summary>
    TreatAsDone,
}
