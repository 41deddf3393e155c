using Spark.Simulator.Faults;

namespace Spark.Simulator.Hosting.Control;

/// <summary>Body of <c>POST /sim/faults</c>: a fault's name and what it needs.</summary>
/// <param name="Name">A <see cref="FaultKind"/> beginning with a lower-case letter.</param>
/// <param name="Route">Such as <c>POST /fapi/v1/order</c>; of <c>depthGap</c> a stream such as <c>btcusdt@depth</c>.</param>
/// <param name="Count">How often it strikes; absent: until cleared.</param>
/// <param name="Rate">Share of the chances, in (0, 1].</param>
/// <param name="Ms">Of delays, clock faults and <c>rateLimitStorm</c>.</param>
/// <param name="P99Ms">Of delays: makes <paramref name="Ms"/> the median of a log-normal distribution.</param>
/// <param name="Status">HTTP status of an error.</param>
/// <param name="Code">Code of an error.</param>
/// <param name="Msg">Text of an error.</param>
/// <param name="Kind">Of socket faults: <c>market</c>, <c>public</c> (of the market's those for trades and books), <c>user</c> or <c>all</c>.</param>
/// <param name="Bytes">Of <c>oversizedFrame</c>.</param>
public sealed record FaultRequest(
    string Name, string? Route = null, int? Count = null, double? Rate = null, int? Ms = null, int? P99Ms = null, int? Status = null,
    int? Code = null, string? Msg = null, string? Kind = null, int? Bytes = null)
{
    private const int LargestFrame = 64 * 1024 * 1024;

    /// <summary>The rule that is meant; null with the reason when it can't be.</summary>
    public FaultRule? ToRule(out string? problem)
    {
        problem = Problem();
        if (problem is not null) return null;
        var plain = new FaultRule(KindOf(Name)!.Value);
        return plain with
        {
            Route = Route,
            Count = Count,
            Rate = Rate,
            Milliseconds = Ms ?? 0,
            P99Milliseconds = P99Ms,
            Status = Status,
            Code = Code,
            Message = Msg,
            Bytes = Bytes ?? plain.Bytes,
            Target = TargetOf(Kind)!.Value,
        };
    }

    /// <summary>How a rule in force is shown.</summary>
    public static FaultRequest Of(FaultRule rule) => new(
        NameOf(rule.Kind), rule.Route, rule.Count, rule.Rate, rule.Milliseconds == 0 ? null : rule.Milliseconds, rule.P99Milliseconds,
        rule.Status, rule.Code, rule.Message, rule.Target == SocketTarget.All ? null : rule.Target.ToString().ToLowerInvariant());

    /// <summary>The kind of that name; null when there is none.</summary>
    public static FaultKind? KindOf(string? name)
    {
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            if (NameOf(kind) == name) return kind;
        }
        return null;
    }

    public static string NameOf(FaultKind kind)
    {
        var name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private string? Problem()
    {
        if (KindOf(Name) is not { } kind) return $"name is '{Name}': allowed are {string.Join(", ", Enum.GetValues<FaultKind>().Select(NameOf))}.";
        var isDelay = kind is FaultKind.Latency or FaultKind.RequestDelay;
        if ((isDelay || kind is FaultKind.ClockSkew or FaultKind.ClockJump) && Ms is null) return $"ms is missing: {Name} needs it.";
        if (Ms < 0 && kind is not (FaultKind.ClockSkew or FaultKind.ClockJump)) return $"ms is {Ms}: allowed is 0 or more.";
        if (P99Ms is not null && (!isDelay || P99Ms < Ms)) return $"p99Ms is {P99Ms}: allowed with delays, ms or more.";
        if (Count <= 0) return $"count is {Count}: allowed is 1 or more.";
        if (Rate is <= 0 or > 1) return $"rate is {Rate}: allowed is above 0 up to 1.";
        if (Status is < 100 or > 599) return $"status is {Status}: allowed is 100 to 599.";
        if (Bytes is < 1 or > LargestFrame) return $"bytes is {Bytes}: allowed is 1 to {LargestFrame}.";
        return TargetOf(Kind) is null ? $"kind is '{Kind}': allowed are market, public, user, all." : null;
    }

    private static SocketTarget? TargetOf(string? kind) => kind switch
    {
        null or "all" => SocketTarget.All,
        "market" => SocketTarget.Market,
        "public" => SocketTarget.Public,
        "user" => SocketTarget.User,
        _ => null,
    };
}
