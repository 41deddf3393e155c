namespace Spark.Binance.Streams;

/// <summary>How reasons of a lost connection begin, for whoever counts them by kind.</summary>
public static class ReasonWords
{
    /// <summary>The connection stood and said nothing.</summary>
    public const string Silent = "silent";

    /// <summary>Nobody wanted the connection any more.</summary>
    public const string Stopped = "stopped";
}
