using System.Globalization;
using System.Text;

namespace Colorize.Tests.Faults;

/// <summary>Storage that turns a share of all requests away, in the words of Azure Storage.</summary>
internal sealed class BusyStorage(int seed, double share) : IFault
{
    private const string Error =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>ServerBusy</Code><Message>The server is busy.</Message></Error>";

    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 503 The server is busy.\r\nx-ms-error-code: ServerBusy\r\nContent-Type: application/xml\r\nContent-Length: "
            + $"{Error.Length}\r\nConnection: close\r\n\r\n{Error}"));

    private readonly Dice _dice = new(seed);
    private int _turnedAway;

    /// <summary>How many it has turned away.</summary>
    public int TurnedAway => _turnedAway;

    public void Apply(Exchange exchange)
    {
        if (_dice.Hits(share))
        {
            Interlocked.Increment(ref _turnedAway);
            exchange.Answer = Answer;
        }
    }
}
