using System.Net;
using System.Net.Sockets;

namespace Colorize.Tests.Gallery.House;

/// <summary>A line to a server on this machine on which everything can stand still, as with a process that hangs.</summary>
internal sealed class FreezableLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private readonly int _server;
    private volatile TaskCompletionSource _flowing = new();

    public FreezableLine(int server)
    {
        _server = server;
        _flowing.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Freeze() => _flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn() => _flowing.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> lines = [];
        while (!_end.IsCancellationRequested)
        {
            TcpClient browser;
            try
            {
                browser = await _listener.AcceptTcpClientAsync(_end.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                break;
            }

            lines.Add(ConnectAsync(browser));
        }

        await Task.WhenAll(lines).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ConnectAsync(TcpClient browser)
    {
        using TcpClient server = new();
        using TcpClient accepted = browser;
        await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
        await Task.WhenAny(PumpAsync(accepted.GetStream(), server.GetStream()), PumpAsync(server.GetStream(), accepted.GetStream()));
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        byte[] buffer = new byte[64 << 10];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and int read)
        {
            await _flowing.Task.WaitAsync(_end.Token);
            await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
        }
    }
}
