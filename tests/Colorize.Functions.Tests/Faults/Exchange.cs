using System.Globalization;
using System.Text;

namespace Colorize.Tests.Faults;

/// <summary>One request to storage and its answer, and what befalls them.</summary>
internal sealed class Exchange
{
    private const string EndOfHead = "\r\n\r\n";
    private const int MaxHeadBytes = 64 << 10;

    private readonly string _head;
    private readonly byte[] _bodyRead;

    private Exchange(string head, byte[] bodyRead)
    {
        _head = head;
        _bodyRead = bodyRead;
        BodyLength = int.TryParse(Header("Content-Length"), CultureInfo.InvariantCulture, out int length) ? length : 0;
    }

    /// <summary>Method, address and protocol.</summary>
    public string RequestLine => _head.Split("\r\n", 2)[0];

    /// <summary>Bytes of the request's body.</summary>
    public int BodyLength { get; }

    /// <summary>The time before anything happens.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>What has to happen first.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    /// <summary>How fast bodies pass, if not as fast as they can.</summary>
    public int? BytesPerSecond { get; set; }

    /// <summary>Bytes of the request's body after which the connection is reset, if it is.</summary>
    public int? BreakRequestAfter { get; set; }

    /// <summary>Bytes of the answer after which the connection is reset, if it is.</summary>
    public int? BreakResponseAfter { get; set; }

    /// <summary>The whole answer, if storage is not to be asked.</summary>
    public byte[]? Answer { get; set; }

    // A client that expects a word first has not sent its body.
    private int BodyToCome => Header("Expect") is null ? BodyLength - _bodyRead.Length : 0;

    /// <summary>Reads a request as far as its body, or null if the client has none.</summary>
    public static async Task<Exchange?> ReadAsync(Stream client)
    {
        byte[] buffer = new byte[MaxHeadBytes];
        int length = 0;
        while (length < buffer.Length)
        {
            int read = await client.ReadAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                return null;
            }

            length += read;
            int end = buffer.AsSpan(0, length).IndexOf(Encoding.ASCII.GetBytes(EndOfHead));
            if (end >= 0)
            {
                int body = end + EndOfHead.Length;
                return new Exchange(Encoding.Latin1.GetString(buffer, 0, end), buffer[body..length]);
            }
        }

        throw new IOException($"A request's head is longer than {MaxHeadBytes} bytes.");
    }

    /// <summary>Gives the answer in storage's place.</summary>
    public async Task AnswerAsync(Stream client)
    {
        await Passage.SkipAsync(client, BodyToCome);
        await client.WriteAsync(Answer);
    }

    /// <summary>Lets the request go to storage, and the answer come back.</summary>
    /// <exception cref="IOException">The connection is to be reset.</exception>
    public async Task PassAsync(Stream client, Stream server)
    {
        // Storage closes the connection after its answer, so that the answer's end can be told without reading it.
        await server.WriteAsync(Encoding.Latin1.GetBytes($"{_head}\r\nConnection: close{EndOfHead}"));
        Task there = SendBodyAsync(client, server);
        Task back = Passage.CopyAsync(server, client, BytesPerSecond, BreakResponseAfter);
        await await Task.WhenAny(there, back);
        await back;
    }

    private async Task SendBodyAsync(Stream client, Stream server)
    {
        await using MemoryStream first = new(_bodyRead);
        await Passage.CopyAsync(first, server, BytesPerSecond, BreakRequestAfter);
        await Passage.CopyAsync(client, server, BytesPerSecond, BreakRequestAfter - _bodyRead.Length);
    }

    private string? Header(string name) => _head.Split("\r\n")
        .Where(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
