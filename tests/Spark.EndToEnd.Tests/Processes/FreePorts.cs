using System.Net;
using System.Net.Sockets;

namespace Spark.EndToEnd.Tests.Processes;

/// <summary>Ports that nobody listens on, below the range from which the system takes ports of outgoing connections.</summary>
internal static class FreePorts
{
    private const int First = 20_000, Count = 10_000;

    private static int _next = Environment.ProcessId * 61 % Count;

    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) % Count);
            if (IsFree(port)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
