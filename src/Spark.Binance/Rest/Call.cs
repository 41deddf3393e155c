using Spark.Binance.Budget;
using Spark.Binance.Signing;

namespace Spark.Binance.Rest;

/// <summary>A call before it is dated and signed, so that each attempt can be dated anew.</summary>
internal sealed record Call(HttpMethod Method, string Path, Security Security)
{
    public Action<RequestQuery>? Parameters { get; init; }

    /// <summary>Milliseconds; null takes the client's default.</summary>
    public int? RecvWindow { get; init; }

    public CallCost Cost { get; init; } = new(Weight: 1);

    public CallPriority Priority { get; init; } = CallPriority.Account;

    /// <summary>Whether its answer tells the exchange's limits: it is not held back by limits that nobody has told yet.</summary>
    public bool TellsLimits { get; init; }

    /// <summary>Whether a single object is one row.</summary>
    public bool IsOneOrMany { get; init; }

    public static Call Public(string path, Action<RequestQuery>? parameters = null, int weight = 1) =>
        new(HttpMethod.Get, path, Security.None) { Parameters = parameters, Cost = new CallCost(weight), Priority = CallPriority.Read };

    public static Call Signed(HttpMethod method, string path, Action<RequestQuery>? parameters = null, int weight = 1) =>
        new(method, path, Security.Signed) { Parameters = parameters, Cost = new CallCost(weight) };
}
