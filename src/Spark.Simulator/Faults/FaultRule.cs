namespace Spark.Simulator.Faults;

/// <summary>One thing to break.</summary>
public sealed record FaultRule(FaultKind Kind)
{
    /// <summary>What the request faults that concern orders hit when no route is named.</summary>
    public const string OrderRoute = "POST /fapi/v1/order";

    /// <summary>Method and path, such as <c>POST /fapi/v1/order</c>. Null: every route, or <see cref="OrderRoute"/> for lost and unknown answers.</summary>
    public string? Route { get; init; }

    /// <summary>How often it strikes before it is over; null until cleared.</summary>
    public int? Count { get; init; }

    /// <summary>Share of the chances at which it strikes, in (0, 1]; spread evenly, so that the same calls meet the same faults.</summary>
    public double? Rate { get; init; }

    /// <summary>Of latency (not negative) and clock skew (either sign).</summary>
    public int Milliseconds { get; init; }

    /// <summary>HTTP status of an error.</summary>
    public int Status { get; init; } = 400;

    /// <summary>Code of an error.</summary>
    public int Code { get; init; } = -1000;

    /// <summary>Text of an error.</summary>
    public string Message { get; init; } = "An unknown error occurred while processing the request.";

    public SocketTarget Target { get; init; }

    /// <summary>Whether the rule concerns a request to <paramref name="route"/>.</summary>
    public bool Covers(string? route) => EffectiveRoute is not { } own || route is null || string.Equals(own, route, StringComparison.Ordinal);

    private string? EffectiveRoute => Route ?? (Kind is FaultKind.ExecutedAnswerLost or FaultKind.Unknown503Executed or FaultKind.Unknown503NotExecuted
        ? OrderRoute
        : null);
}
