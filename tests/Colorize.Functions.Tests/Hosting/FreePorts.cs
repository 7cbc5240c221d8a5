using System.Net;
using System.Net.Sockets;

namespace Colorize.Tests.Hosting;

/// <summary>Ports on which nobody listens.</summary>
internal static class FreePorts
{
    /// <summary>Takes some, all different.</summary>
    public static int[] Take(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }
}
