using System.Text;

namespace Colorize.Cli.Benchmark;

/// <summary>Counts the requests in Azurite's access log.</summary>
internal sealed class RequestCounter : TextWriter
{
    private long _count;

    /// <summary>Requests so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        // As in: 127.0.0.1 - - [26/Nov/2026:12:00:00 +0000] "PUT /… HTTP/1.1" 201 -
        if (value is not null && value.Contains(" HTTP/1.", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
