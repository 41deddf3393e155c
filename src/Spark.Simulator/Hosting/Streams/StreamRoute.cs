namespace Spark.Simulator.Hosting.Streams;

/// <summary>The part of the exchange's streams that a socket came in by; each stream is delivered on its own route only.</summary>
internal enum StreamRoute
{
    Public,
    Market,
    Private,

    /// <summary>The older paths without a route: everything is delivered.</summary>
    Unrouted,
}
