namespace Spark.Binance.Rest;

/// <summary>What a call has to prove.</summary>
internal enum Security
{
    None,

    /// <summary>The key's header only.</summary>
    Key,

    /// <summary>Key, timestamp and signature.</summary>
    Signed,
}
