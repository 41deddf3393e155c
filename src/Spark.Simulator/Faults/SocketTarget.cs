namespace Spark.Simulator.Faults;

/// <summary>Which sockets a fault hits.</summary>
public enum SocketTarget
{
    All,
    Market,

    /// <summary>Of the market's sockets those of the route for trades and books.</summary>
    Public,
    User,
}
