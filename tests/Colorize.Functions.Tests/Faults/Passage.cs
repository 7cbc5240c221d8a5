namespace Colorize.Tests.Faults;

/// <summary>Moves bytes from one side to the other, slowly or not to the end.</summary>
internal static class Passage
{
    private const int Step = 4 << 10;

    /// <summary>Copies until the sender has no more.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="bytesPerSecond">How fast, if not as fast as it can.</param>
    /// <param name="breakAfter">The byte after which it breaks, if it does.</param>
    /// <exception cref="IOException">It broke.</exception>
    public static async Task CopyAsync(Stream from, Stream to, int? bytesPerSecond, int? breakAfter)
    {
        byte[] buffer = new byte[Step];
        int left = breakAfter ?? int.MaxValue;
        while (await from.ReadAsync(buffer) is var read and > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, Math.Min(read, left)));
            left -= read;
            if (left <= 0)
            {
                throw new IOException("The connection is to be reset here.");
            }

            if (bytesPerSecond is { } rate)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)read / rate));
            }
        }
    }

    /// <summary>Reads bytes that nobody wants.</summary>
    public static async Task SkipAsync(Stream from, int count)
    {
        byte[] buffer = new byte[Step];
        while (count > 0 && await from.ReadAsync(buffer.AsMemory(0, Math.Min(count, Step))) is var read and > 0)
        {
            count -= read;
        }
    }
}
