namespace Spark.Simulator.Faults;

/// <summary>What can be broken on purpose. On <c>/sim/faults</c> the names begin with a lower-case letter.</summary>
public enum FaultKind
{
    /// <summary>
    /// REST answers start later, by <see cref="FaultRule.Milliseconds"/>, or by a log-normal distribution of that median when
    /// <see cref="FaultRule.P99Milliseconds"/> is given. The request has been executed by then.
    /// </summary>
    Latency,

    /// <summary>
    /// As <see cref="Latency"/>, but before the request is executed: it has passed the door and is still on its way when the caller
    /// gives up. An order that comes to the engine after its window is refused there with -5028.
    /// </summary>
    RequestDelay,

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

    /// <summary>Every request is answered 429 (or <see cref="FaultRule.Status"/> 418) with a Retry-After of <see cref="FaultRule.Milliseconds"/>.</summary>
    RateLimitStorm,

    /// <summary>Open sockets are cut; until cleared every request is answered 503 'Service Unavailable.' and no socket opens.</summary>
    Maintenance,

    /// <summary>Open sockets of <see cref="FaultRule.Target"/> are cut, once, now.</summary>
    CutSockets,

    /// <summary>Open sockets of <see cref="FaultRule.Target"/> go dead without being closed: nothing is read, written or answered any more, pings included. Once, now.</summary>
    HalfOpenSocket,

    /// <summary>Frames to sockets of <see cref="FaultRule.Target"/> are swallowed; pings are answered.</summary>
    SilentSocket,

    /// <summary>A frame that is no JSON goes to every open socket of <see cref="FaultRule.Target"/>, once, now.</summary>
    GarbageFrame,

    /// <summary>A JSON frame of <see cref="FaultRule.Bytes"/> goes to every open socket of <see cref="FaultRule.Target"/>, once, now.</summary>
    OversizedFrame,

    /// <summary>A frame of a diff depth stream (<see cref="FaultRule.Route"/>: one stream) is lost.</summary>
    DepthGap,

    /// <summary>User events are swallowed while their sockets stay open.</summary>
    SilenceUserStream,

    /// <summary>Every user event is sent twice.</summary>
    DuplicateUserEvents,

    /// <summary>A user event arrives after the one that follows it.</summary>
    ReorderUserEvents,

    /// <summary>Every listen key ends now: <c>listenKeyExpired</c>, then silence. Once.</summary>
    ExpireListenKey,

    /// <summary>Renewing a listen key fails with -1125 (or <see cref="FaultRule.Status"/> and <see cref="FaultRule.Code"/>).</summary>
    RenewalFailure,

    /// <summary>The exchange's clock is off by <see cref="FaultRule.Milliseconds"/>.</summary>
    ClockSkew,

    /// <summary>The exchange's clock jumps by <see cref="FaultRule.Milliseconds"/>, on top of what it is off already.</summary>
    ClockJump,
}
