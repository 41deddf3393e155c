namespace Spark.Domain.Accounts;

/// <summary>
/// The account that the executor uses on the embedded exchange when no keys are given. It exists on loopback only and holds play
/// money, so it is no secret; keys that a person gives never meet it.
/// </summary>
public static class EmbeddedExchange
{
    public const string ExecutorKey = "spark-executor";

    public const string ExecutorSecret = "spark-executor-on-the-embedded-exchange";

    public const string UrlsSetting = "SPARK_SIMULATOR_URLS";

    public const string DefaultUrls = "http://localhost:4002";
}
