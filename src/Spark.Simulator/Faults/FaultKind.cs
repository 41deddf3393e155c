namespace Spark.Simulator.Faults;

/// <summary>What can be broken on purpose. On <c>/sim/faults</c> the names begin with a lower-case letter.</summary>
public enum FaultKind
{
    /// <summary>Every REST answer starts <see cref="FaultRule.Milliseconds"/> later.</summary>
    Latency,

    /// <summary>Answers <see cref="FaultRule.Status"/>, <see cref="FaultRule.Code"/>, <see cref="FaultRule.Message"/> without executing.</summary>
    ErrorByRoute,

    /// <summary>The request is executed, then the connection is cut without an answer.</summary>
    ExecutedAnswerLost,

    /// <summary>The request is executed and answered with 503, outcome unknown.</summary>
    Unknown503Executed,

    /// <summary>The request is not executed and answered with 503, outcome unknown.</summary>
    Unknown503NotExecuted,

    /// <summary>New requests and sockets are cut before anything happens.</summary>
    RefuseConnections,

    /// <summary>Open sockets of <see cref="FaultRule.Target"/> are cut, once, now.</summary>
    CutSockets,

    /// <summary>User events are swallowed while their sockets stay open.</summary>
    SilenceUserStream,

    /// <summary>Every user event is sent twice.</summary>
    DuplicateUserEvents,

    /// <summary>The exchange's clock is off by <see cref="FaultRule.Milliseconds"/>.</summary>
    ClockSkew,
}
