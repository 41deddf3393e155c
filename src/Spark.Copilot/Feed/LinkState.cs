namespace Spark.Copilot.Feed;

/// <summary>The connection to the executor's hub.</summary>
public enum LinkState
{
    Connecting,
    Live,
    Reconnecting,
    Down,
}
