using System.Buffers.Binary;
using System.Globalization;

namespace Colorize.Imaging.Portable;

/// <summary>Reads the portable anymaps of Netpbm: PBM, PGM and PPM, in letters (P1 to P3) and in bytes (P4 to P6).</summary>
internal static class PnmFile
{
    /// <summary>The same picture as a plain TIFF, for the decoder.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="limits">What the image may ask for.</param>
    /// <exception cref="ImageRejectedException">The file is damaged or too large.</exception>
    public static ReadOnlyMemory<byte> ToTiff(ReadOnlyMemory<byte> content, string name, ImageLimits limits)
    {
        var reader = new PnmReader(content.Span);
        int kind = content.Span[1] - '0';
        (int width, int height) = (reader.Number(), reader.Number());
        bool isBitmap = kind is 1 or 4;
        int max = isBitmap ? 1 : reader.Number();
        if (width <= 0 || height <= 0 || max is <= 0 or > ushort.MaxValue)
        {
            throw Damaged(name, "its header is not complete");
        }

        limits.CheckDimensions(name, width, height);
        int samples = kind is 3 or 6 ? 3 : 1;
        long count = (long)width * height * samples;
        ushort bits = (ushort)(isBitmap && kind == 4 ? 1 : max > byte.MaxValue ? 16 : 8);
        long size = bits == 1 ? (long)((width + 7) / 8) * height : count * (bits / 8);
        ReadOnlyMemory<byte> pixels = kind <= 3
            ? Letters(ref reader, count, max, isBitmap, name)
            : Bytes(content, reader.AfterHeader, size, bits, max, name);
        bool inkIsOne = isBitmap && kind == 4;
        return PlainTiff.Create(pixels, width, height, samples, bits, isLittleEndian: false, whiteIsZero: inkIsOne);
    }

    private static ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> content, int start, long size, int bits, int max, string name)
    {
        if (content.Length - start < size)
        {
            throw Damaged(
                name,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{1 - ((double)Math.Max(0, content.Length - start) / size):P0} of its rows are missing"));
        }

        ReadOnlyMemory<byte> pixels = content.Slice(start, (int)size);
        return bits == 1 || max is byte.MaxValue or ushort.MaxValue ? pixels : Stretch(pixels.Span, bits, max);
    }

    // The largest number is white, whatever it is.
    private static byte[] Stretch(ReadOnlySpan<byte> pixels, int bits, int max)
    {
        byte[] stretched = new byte[pixels.Length];
        for (int i = 0; i < pixels.Length; i += bits / 8)
        {
            int value = bits == 8 ? pixels[i] : BinaryPrimitives.ReadUInt16BigEndian(pixels[i..]);
            Write(stretched.AsSpan(i), bits, Math.Min(value, max), max);
        }

        return stretched;
    }

    private static byte[] Letters(ref PnmReader reader, long count, int max, bool isBitmap, string name)
    {
        int bits = max > byte.MaxValue ? 16 : 8;

        // Each number takes a letter at least: a short file cannot ask for much.
        if (count > reader.Left)
        {
            throw Damaged(name, "it ends early");
        }

        byte[] pixels = new byte[count * (bits / 8)];
        for (long i = 0; i < count; i++)
        {
            int value = isBitmap ? 1 - reader.Digit() : reader.Number();
            if (value < 0 || value > max)
            {
                throw Damaged(name, "it ends early, or has a number that is none of a picture");
            }

            Write(pixels.AsSpan((int)i * (bits / 8)), bits, value, max);
        }

        return pixels;
    }

    private static void Write(Span<byte> target, int bits, int value, int max)
    {
        if (bits == 8)
        {
            target[0] = (byte)(((value * byte.MaxValue) + (max / 2)) / max);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(target, (ushort)((((long)value * ushort.MaxValue) + (max / 2)) / max));
        }
    }

    private static ImageRejectedException Damaged(string name, string why) =>
        new(RejectionReason.Corrupt, $"{name} is a damaged or incomplete PNM file: {why}. Upload an intact copy.");
}
