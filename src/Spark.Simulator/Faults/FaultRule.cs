namespace Spark.Simulator.Faults;

/// <summary>One thing to break.</summary>
public sealed record FaultRule(FaultKind Kind)
{
    /// <summary>What the request faults that concern orders hit when no route is named.</summary>
    public const string OrderRoute = "POST /fapi/v1/order";

    /// <summary>Where conditional orders are placed.</summary>
    public const string AlgoOrderRoute = "POST /fapi/v1/algoOrder";

    private const string RenewalRoute = "PUT /fapi/v1/listenKey";

    /// <summary>Method and path, such as <c>POST /fapi/v1/order</c>. Null: every route, or <see cref="OrderRoute"/> for lost and unknown answers.</summary>
    public string? Route { get; init; }

    /// <summary>How often it strikes before it is over; null until cleared.</summary>
    public int? Count { get; init; }

    /// <summary>Share of the chances at which it strikes, in (0, 1]; spread evenly, so that the same calls meet the same faults.</summary>
    public double? Rate { get; init; }

    /// <summary>Of delays (not negative), clock skew and jump (either sign), and the Retry-After of a rate-limit storm.</summary>
    public int Milliseconds { get; init; }

    /// <summary>Of delays: the 99th percentile of a log-normal distribution whose median is <see cref="Milliseconds"/>; null: always the same.</summary>
    public int? P99Milliseconds { get; init; }

    /// <summary>HTTP status of an error; null: the kind's own.</summary>
    public int? Status { get; init; }

    /// <summary>Code of an error; null: the kind's own.</summary>
    public int? Code { get; init; }

    /// <summary>Text of an error; null: the kind's own.</summary>
    public string? Message { get; init; }

    /// <summary>Length of an oversized frame.</summary>
    public int Bytes { get; init; } = 4 * 1024 * 1024;

    public SocketTarget Target { get; init; }

    /// <summary>Whether it happens at once and leaves nothing in force.</summary>
    public bool IsOnce => Kind is FaultKind.CutSockets or FaultKind.HalfOpenSocket or FaultKind.GarbageFrame or FaultKind.OversizedFrame or FaultKind.ExpireListenKey;

    /// <summary>Whether the rule concerns a request to <paramref name="route"/>.</summary>
    public bool Covers(string? route) => EffectiveRoute is not { } own || route is null || string.Equals(own, route, StringComparison.Ordinal);

    /// <summary>Whether sockets of that kind are meant.</summary>
    public bool Hits(bool isUser, bool isPublic) => Target switch
    {
        SocketTarget.User => isUser,
        SocketTarget.Market => !isUser,
        SocketTarget.Public => isPublic,
        _ => true,
    };

    private string? EffectiveRoute => Route ?? Kind switch
    {
        FaultKind.ExecutedAnswerLost or FaultKind.Unknown503Executed or FaultKind.Unknown503NotExecuted => OrderRoute,
        FaultKind.RenewalFailure => RenewalRoute,
        _ => null,
    };
}
