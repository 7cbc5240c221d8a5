using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Colorize.Colorization;

/// <summary>Rounds planes of red, green and blue to samples, and puts them side by side.</summary>
internal static class RgbInterleaver
{
    // Four pixels lie as R G B 0 each; the zeros go to the end.
    private static readonly Vector128<byte> WithoutZeros = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15);

    /// <summary>Eight-bit samples.</summary>
    /// <param name="red">Red in [0, 1], a value a pixel.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    /// <param name="samples">Receives R, G and B of each pixel.</param>
    public static void Interleave(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<byte> samples)
    {
        int x = 0;

        // Four pixels are written as sixteen bytes, the last four of which the next pixels write over: the last pixels go one by one.
        for (int at = 0; at + Vector128<byte>.Count <= samples.Length; x += Vector128<float>.Count, at += 3 * Vector128<float>.Count)
        {
            Vector128<int> pixels = Round(red, x) | (Round(green, x) << 8) | (Round(blue, x) << 16);
            Vector128.Shuffle(pixels.AsByte(), WithoutZeros).StoreUnsafe(ref MemoryMarshal.GetReference(samples), (nuint)at);
        }

        for (int at = 3 * x; x < red.Length; x++, at += 3)
        {
            samples[at] = (byte)((red[x] * byte.MaxValue) + 0.5f);
            samples[at + 1] = (byte)((green[x] * byte.MaxValue) + 0.5f);
            samples[at + 2] = (byte)((blue[x] * byte.MaxValue) + 0.5f);
        }
    }

    /// <summary>Sixteen-bit samples in the machine's byte order.</summary>
    /// <param name="red">Red in [0, 1], a value a pixel.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    /// <param name="samples">Receives R, G and B of each pixel.</param>
    public static void Interleave(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<ushort> samples)
    {
        for (int x = 0, at = 0; x < red.Length; x++, at += 3)
        {
            samples[at] = (ushort)((red[x] * ushort.MaxValue) + 0.5f);
            samples[at + 1] = (ushort)((green[x] * ushort.MaxValue) + 0.5f);
            samples[at + 2] = (ushort)((blue[x] * ushort.MaxValue) + 0.5f);
        }
    }

    private static Vector128<int> Round(ReadOnlySpan<float> values, int x) => Vector128.ConvertToInt32(
        (Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)x) * byte.MaxValue) + Vector128.Create(0.5f));
}
