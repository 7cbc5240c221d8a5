using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Colorize.Tests.Hosting;

/// <summary>A port that leads to another one, and can be cut off: then connections break, and new ones are refused.</summary>
internal sealed class FaultyConnection : IDisposable
{
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly int _target;
    private TcpListener _listener;

    /// <param name="target">The port to lead to.</param>
    public FaultyConnection(int target)
    {
        _target = target;
        _listener = Listen(0);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    /// <summary>The port to use in place of the other.</summary>
    public int Port { get; }

    /// <summary>Cuts it off.</summary>
    public void Break()
    {
        _listener.Dispose();
        foreach (Socket socket in _open.Keys)
        {
            socket.Close(timeout: 0);
        }
    }

    /// <summary>Connects it again.</summary>
    public void Mend() => _listener = Listen(Port);

    public void Dispose() => Break();

    private TcpListener Listen(int port)
    {
        TcpListener listener = new(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _ = AcceptAsync(listener);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = LeadAsync(await listener.AcceptSocketAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut off.
        }
    }

    private async Task LeadAsync(Socket client)
    {
        using Socket server = new(SocketType.Stream, ProtocolType.Tcp);
        _open[client] = true;
        _open[server] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            await using NetworkStream toClient = new(client, ownsSocket: true);
            await using NetworkStream toServer = new(server);
            await Task.WhenAny(toClient.CopyToAsync(toServer), toServer.CopyToAsync(toClient));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // Either side, or the cut, has closed it.
        }
        finally
        {
            client.Dispose();
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
        }
    }
}
