namespace Spark.Contracts;

/// <summary>Event names of the hub at <c>/hubs/executor</c>.</summary>
public static class HubEvents
{
    public const string Trade = "trade";
    public const string Depth = "depth";
    public const string Ticker = "ticker";
    public const string Order = "order";
    public const string Fill = "fill";
    public const string Account = "account";
    public const string Risk = "risk";
    public const string Guardrail = "guardrail";
    public const string Alert = "alert";
    public const string Stream = "stream";
    public const string Canary = "canary";
    public const string Run = "run";
}
