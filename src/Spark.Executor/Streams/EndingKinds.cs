using Spark.Binance.Streams;

namespace Spark.Executor.Streams;

/// <summary>Kinds of lost connections, for the metric.</summary>
internal static class EndingKinds
{
    public static string Of(string reason) => reason.StartsWith(ReasonWords.Silent, StringComparison.Ordinal) ? "silent" : "disconnected";
}
