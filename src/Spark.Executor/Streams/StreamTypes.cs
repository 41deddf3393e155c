namespace Spark.Executor.Streams;

/// <summary>The contract's names of stream types.</summary>
internal static class StreamTypes
{
    public const string Market = "market";

    public const string UserData = "userData";
}
