using Spark.Simulator.Faults;

namespace Spark.Simulator.Hosting.Control;

/// <summary>Body of <c>POST /sim/faults</c>: a fault's name and what it needs.</summary>
/// <param name="Name">A <see cref="FaultKind"/> beginning with a lower-case letter.</param>
/// <param name="Route">Such as <c>POST /fapi/v1/order</c>.</param>
/// <param name="Count">How often it strikes; absent: until cleared.</param>
/// <param name="Rate">Share of the chances, in (0, 1].</param>
/// <param name="Ms">Of <c>latency</c> and <c>clockSkew</c>.</param>
/// <param name="Status">Of <c>errorByRoute</c>.</param>
/// <param name="Code">Of <c>errorByRoute</c>.</param>
/// <param name="Msg">Of <c>errorByRoute</c>.</param>
/// <param name="Kind">Of <c>cutSockets</c>: <c>market</c>, <c>user</c> or <c>all</c>.</param>
public sealed record FaultRequest(
    string Name, string? Route = null, int? Count = null, double? Rate = null, int? Ms = null, int? Status = null, int? Code = null,
    string? Msg = null, string? Kind = null)
{
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
            Status = Status ?? plain.Status,
            Code = Code ?? plain.Code,
            Message = Msg ?? plain.Message,
            Target = TargetOf(Kind)!.Value,
        };
    }

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
        if (kind is FaultKind.Latency or FaultKind.ClockSkew && Ms is null) return $"ms is missing: {Name} needs it.";
        if (kind == FaultKind.Latency && Ms < 0) return $"ms is {Ms}: allowed is 0 or more.";
        if (Count <= 0) return $"count is {Count}: allowed is 1 or more.";
        if (Rate is <= 0 or > 1) return $"rate is {Rate}: allowed is above 0 up to 1.";
        if (Status is < 100 or > 599) return $"status is {Status}: allowed is 100 to 599.";
        return TargetOf(Kind) is null ? $"kind is '{Kind}': allowed are market, user, all." : null;
    }

    private static SocketTarget? TargetOf(string? kind) => kind switch
    {
        null or "all" => SocketTarget.All,
        "market" => SocketTarget.Market,
        "user" => SocketTarget.User,
        _ => null,
    };
}
