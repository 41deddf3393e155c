using Spark.Simulator.Faults;

namespace Spark.Testing.Scenarios;

/// <summary>The faults of a scenario by name: what a bad day of the exchange looks like from our side.</summary>
public static class ExchangeFaults
{
    private const string RenewalRoute = "PUT /fapi/v1/listenKey";

    /// <summary>The next order is executed and its answer lost on the way. <paramref name="route"/>: another call.</summary>
    public static void LoseNextAnswer(this ExchangeSide exchange, string route = FaultRule.OrderRoute) =>
        exchange.Fault(FaultKind.ExecutedAnswerLost, 1, route);

    /// <summary>The next order is answered 503 'unknown', and was executed or not.</summary>
    public static void AnswerNextUnknown(this ExchangeSide exchange, bool executed, string route = FaultRule.OrderRoute) =>
        exchange.Fault(executed ? FaultKind.Unknown503Executed : FaultKind.Unknown503NotExecuted, 1, route);

    /// <summary>The next call to <paramref name="route"/> is refused with an exchange code.</summary>
    public static void RefuseNext(this ExchangeSide exchange, int code, string message, string route = FaultRule.OrderRoute, int status = 400) =>
        exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = route, Code = code, Message = message, Status = status, Count = 1 });

    /// <summary>That share of the calls to <paramref name="route"/> is refused, evenly spread, until <see cref="ExchangeSide.Heal"/>.</summary>
    public static void RefuseSome(this ExchangeSide exchange, double rate, int code, string message, string route, int status = 503) =>
        exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = route, Code = code, Message = message, Status = status, Rate = rate });

    /// <summary>Answers start later; with <paramref name="p99"/> by a log-normal distribution.</summary>
    public static void Slow(this ExchangeSide exchange, TimeSpan median, TimeSpan? p99 = null, string? route = null, int? count = null) =>
        exchange.Fault(Delay(FaultKind.Latency, median, p99, route, count));

    /// <summary>Requests are executed later: they may still be under way when their caller has given up.</summary>
    public static void HoldUpRequests(this ExchangeSide exchange, TimeSpan by, string? route = FaultRule.OrderRoute, int? count = 1) =>
        exchange.Fault(Delay(FaultKind.RequestDelay, by, null, route, count));

    /// <summary>User events come twice.</summary>
    public static void DuplicateEvents(this ExchangeSide exchange, int? count = null) => exchange.Fault(FaultKind.DuplicateUserEvents, count);

    /// <summary>A user event is overtaken by its successor.</summary>
    public static void ReorderEvents(this ExchangeSide exchange, int? count = null) => exchange.Fault(FaultKind.ReorderUserEvents, count);

    /// <summary>A frame of the diff depth streams is lost.</summary>
    public static void LoseDepthFrame(this ExchangeSide exchange, int count = 1, string? stream = null) => exchange.Fault(FaultKind.DepthGap, count, stream);

    public static void CutSockets(this ExchangeSide exchange, SocketTarget target = SocketTarget.All) =>
        exchange.Fault(new FaultRule(FaultKind.CutSockets) { Target = target });

    /// <summary>Sockets stay open and answer pings, and say nothing.</summary>
    public static void SilenceSockets(this ExchangeSide exchange, SocketTarget target = SocketTarget.All) =>
        exchange.Fault(new FaultRule(FaultKind.SilentSocket) { Target = target });

    /// <summary>Open sockets go dead without being closed.</summary>
    public static void FreezeSockets(this ExchangeSide exchange, SocketTarget target = SocketTarget.All) =>
        exchange.Fault(new FaultRule(FaultKind.HalfOpenSocket) { Target = target });

    public static void SendGarbage(this ExchangeSide exchange, SocketTarget target = SocketTarget.All) =>
        exchange.Fault(new FaultRule(FaultKind.GarbageFrame) { Target = target });

    public static void SendOversizedFrame(this ExchangeSide exchange, int bytes, SocketTarget target = SocketTarget.All) =>
        exchange.Fault(new FaultRule(FaultKind.OversizedFrame) { Target = target, Bytes = bytes });

    public static void ExpireListenKey(this ExchangeSide exchange) => exchange.Fault(FaultKind.ExpireListenKey);

    /// <summary>The next renewals of the listen key fail.</summary>
    public static void FailRenewal(this ExchangeSide exchange, int? count = 1) => exchange.Fault(FaultKind.RenewalFailure, count, RenewalRoute);

    /// <summary>The exchange's clock is off by so much from now on.</summary>
    public static void SkewClock(this ExchangeSide exchange, TimeSpan by) =>
        exchange.Fault(new FaultRule(FaultKind.ClockSkew) { Milliseconds = (int)by.TotalMilliseconds });

    public static void JumpClock(this ExchangeSide exchange, TimeSpan by) =>
        exchange.Fault(new FaultRule(FaultKind.ClockJump) { Milliseconds = (int)by.TotalMilliseconds });

    /// <summary>Every call is answered 429, or 418 when <paramref name="banned"/>.</summary>
    public static void LimitRates(this ExchangeSide exchange, TimeSpan retryAfter, bool banned = false, int? count = null) =>
        exchange.Fault(new FaultRule(FaultKind.RateLimitStorm) { Milliseconds = (int)retryAfter.TotalMilliseconds, Status = banned ? 418 : 429, Count = count });

    /// <summary>Cuts every socket and answers 503 until <see cref="ExchangeSide.Heal"/>.</summary>
    public static void BeginMaintenance(this ExchangeSide exchange) => exchange.Fault(FaultKind.Maintenance);

    /// <summary>Nothing can be reached until <see cref="ExchangeSide.Heal"/>; open sockets are cut.</summary>
    public static void Vanish(this ExchangeSide exchange)
    {
        exchange.Fault(FaultKind.RefuseConnections);
        exchange.CutSockets();
    }

    private static FaultRule Delay(FaultKind kind, TimeSpan median, TimeSpan? p99, string? route, int? count) => new(kind)
    {
        Milliseconds = (int)median.TotalMilliseconds,
        P99Milliseconds = p99 is { } tail ? (int)tail.TotalMilliseconds : null,
        Route = route,
        Count = count,
    };
}
