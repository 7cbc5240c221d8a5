using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Colorize.Tests.Faults;

/// <summary>
/// A port that leads to one of storage's, through the faults it is given. It can also be cut off: then connections
/// break, and new ones are refused.
/// </summary>
internal sealed class FaultyConnection : IDisposable
{
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly int _target;
    private readonly IFault[] _faults;
    private TcpListener _listener;

    /// <param name="target">The port to lead to.</param>
    /// <param name="faults">What befalls each request.</param>
    public FaultyConnection(int target, params IFault[] faults)
    {
        _target = target;
        _faults = faults;
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
    public void Restore() => _listener = Listen(Port);

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
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut off.
        }
    }

    // One request for each connection: that tells them apart without reading the bodies.
    private async Task LeadAsync(Socket client)
    {
        _open[client] = true;
        try
        {
            await using NetworkStream stream = new(client);
            if (await Exchange.ReadAsync(stream) is { } exchange)
            {
                Array.ForEach(_faults, fault => fault.Apply(exchange));
                await Task.Delay(exchange.Delay);
                await exchange.Until;
                await (exchange.Answer is null ? PassAsync(exchange, stream) : exchange.AnswerAsync(stream));
                client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException)
        {
            // A fault, the cut or either side has broken it; without a time to linger, the client sees a reset.
            client.Close(timeout: 0);
        }
        finally
        {
            client.Dispose();
            _open.TryRemove(client, out _);
        }
    }

    private async Task PassAsync(Exchange exchange, NetworkStream client)
    {
        using Socket server = new(SocketType.Stream, ProtocolType.Tcp);
        _open[server] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            await using NetworkStream stream = new(server);
            await exchange.PassAsync(client, stream);
        }
        finally
        {
            server.Close(timeout: 0);
            _open.TryRemove(server, out _);
        }
    }
}
