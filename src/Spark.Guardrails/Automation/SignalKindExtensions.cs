namespace Spark.Guardrails.Automation;

/// <summary>Words of signals, as settings and receipts have them.</summary>
public static class SignalKindExtensions
{
    public static string ToWord(this SignalKind signal) => signal switch
    {
        SignalKind.OrderLatencyP95 => "orderLatencyP95Ms",
        SignalKind.ExchangeErrorRate => "exchangeErrorRate",
        SignalKind.ConnectionAge => "connectionAgeSeconds",
        SignalKind.StreamLagP95 => "streamLagP95Ms",
        SignalKind.ClockSkew => "clockSkewMs",
        SignalKind.UnknownOrders => "unknownOrders",
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, null),
    };

    /// <summary>Whether it is an event (a connection dropped) and no level that is read again and again.</summary>
    public static bool IsEvent(this SignalKind signal) => signal == SignalKind.ConnectionAge;

    /// <summary>The largest threshold that makes sense, in the signal's own unit.</summary>
    public static double Ceiling(this SignalKind signal) => signal switch
    {
        SignalKind.ExchangeErrorRate => 1,
        SignalKind.UnknownOrders => 1000,
        SignalKind.ConnectionAge => 3600,
        _ => 600_000,
    };
}
