using System.Net;
using System.Net.Sockets;

namespace Colorize.Cli.Local;

/// <summary>Finds ports to listen on.</summary>
internal static class FreePorts
{
    /// <summary>The wanted ports where all are free, and else others that the system hands out.</summary>
    public static int[] TakeOr(int[] wanted) => wanted.All(IsFree) ? wanted : Any(wanted.Length);

    /// <summary>Ports that nobody listens on at this moment.</summary>
    public static int[] Any(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        try
        {
            foreach (TcpListener listener in listeners)
            {
                listener.Start();
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (TcpListener listener in listeners)
            {
                listener.Dispose();
            }
        }
    }

    /// <summary>Whether somebody listens on a port of this machine.</summary>
    public static async Task<bool> IsListeningAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
