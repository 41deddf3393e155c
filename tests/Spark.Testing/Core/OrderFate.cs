namespace Spark.Testing.Core;

/// <summary>What becomes of an order that was sent to the model exchange.</summary>
internal enum OrderFate
{
    /// <summary>It arrives and is answered.</summary>
    Taken,

    /// <summary>It arrives, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>The answer was given up before it arrived.</summary>
    TimedOutThenArrived,

    /// <summary>It is lost on the way, and nobody knows.</summary>
    NeverArrived,

    /// <summary>The exchange says no.</summary>
    Refused,

    /// <summary>No byte left.</summary>
    NotSent,
}
