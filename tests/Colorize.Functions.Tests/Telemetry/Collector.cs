using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.Telemetry;

/// <summary>An OpenTelemetry collector that keeps what it is sent as OTLP over HTTP.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, string Text)> _received = new();

    public Collector()
    {
        Endpoint = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}");
        _listener.Prefixes.Add(Endpoint.AbsoluteUri);
        _listener.Start();
        _ = ReceiveAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>Whether it has received a text in a request for traces or metrics. Protobuf holds text as it is.</summary>
    public bool Has(string path, string text) =>
        _received.Any(request => request.Path == path && request.Text.Contains(text, StringComparison.Ordinal));

    public void Dispose() => _listener.Close();

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                using MemoryStream body = new();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Enqueue((context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray())));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
