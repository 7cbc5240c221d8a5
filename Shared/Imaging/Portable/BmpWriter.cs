using System.Buffers.Binary;

namespace Colorize.Imaging.Portable;

/// <summary>Writes pictures as Windows bitmaps of 24 bits a pixel, or of 32 with opacity.</summary>
internal static class BmpWriter
{
    private const int FileHeader = 14;
    private const int InfoHeader = 40;
    private const int Version4Header = 108;

    // Where the pixels a metre across and down stand.
    private const int Resolution = 38;
    private const int ResolutionSize = 8;

    /// <summary>Encodes a picture.</summary>
    /// <param name="colors">Three channels of 8 bits.</param>
    /// <param name="alpha">The opacity, or null.</param>
    public static byte[] Encode(PixelBuffer colors, PixelBuffer? alpha)
    {
        int infoSize = alpha is null ? InfoHeader : Version4Header, pixelSize = alpha is null ? 3 : 4, start = FileHeader + infoSize;
        int rowSize = ((colors.Width * pixelSize) + 3) & ~3;
        byte[] file = new byte[start + ((long)rowSize * colors.Height)];
        "BM"u8.CopyTo(file);
        WriteNumbers(
            file, (2, file.Length), (10, start), (14, infoSize), (18, colors.Width), (22, colors.Height), (34, rowSize * colors.Height));
        file[26] = 1;
        file[28] = (byte)(8 * pixelSize);
        if (alpha is not null)
        {
            // BI_BITFIELDS, the masks of red, green, blue and alpha, and sRGB as the colour space.
            WriteNumbers(file, (30, 3), (54, 0xFF0000), (58, 0xFF00), (62, 0xFF), (66, unchecked((int)0xFF000000)), (70, 0x73524742));
        }

        for (int y = 0; y < colors.Height; y++)
        {
            Span<byte> target = file.AsSpan((int)(start + ((long)(colors.Height - 1 - y) * rowSize)), rowSize);
            WriteRow(colors.Row8(y), alpha is null ? [] : alpha.Row8(y), target, pixelSize);
        }

        return file;
    }

    /// <summary>The bitmap with the resolution of another.</summary>
    public static byte[] CarryResolution(ReadOnlySpan<byte> source, byte[] encoded)
    {
        if (source.Length >= Resolution + ResolutionSize && BinaryPrimitives.ReadInt32LittleEndian(source[FileHeader..]) >= InfoHeader)
        {
            source.Slice(Resolution, ResolutionSize).CopyTo(encoded.AsSpan(Resolution));
        }

        return encoded;
    }

    private static void WriteRow(ReadOnlySpan<byte> rgb, ReadOnlySpan<byte> alpha, Span<byte> target, int pixelSize)
    {
        for (int x = 0, from = 0, to = 0; from < rgb.Length; x++, from += 3, to += pixelSize)
        {
            (target[to], target[to + 1], target[to + 2]) = (rgb[from + 2], rgb[from + 1], rgb[from]);
            if (pixelSize == 4)
            {
                target[to + 3] = alpha[x];
            }
        }
    }

    private static void WriteNumbers(byte[] file, params ReadOnlySpan<(int Position, int Value)> numbers)
    {
        foreach ((int position, int value) in numbers)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(position), value);
        }
    }
}
