namespace Spark.Simulator.Hosting.Rest;

/// <summary>What a route asks of its caller.</summary>
internal enum ApiSecurity
{
    None,

    /// <summary>The API key's header.</summary>
    Key,

    /// <summary>Key, timestamp and signature.</summary>
    Signed,
}
