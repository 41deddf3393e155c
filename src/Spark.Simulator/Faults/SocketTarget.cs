namespace Spark.Simulator.Faults;

/// <summary>Which sockets a fault hits.</summary>
public enum SocketTarget
{
    All,
    Market,
    User,
}
