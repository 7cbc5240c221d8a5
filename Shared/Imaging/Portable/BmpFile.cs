using System.Buffers.Binary;
using System.Numerics;

namespace Colorize.Imaging.Portable;

/// <summary>Reads Windows bitmaps without compression: 1, 4, 8, 16, 24 and 32 bits a pixel (BITMAPCOREHEADER to BITMAPV5HEADER).</summary>
internal static class BmpFile
{
    private const int FileHeader = 14;
    private const int CoreHeader = 12;
    private const int InfoHeader = 40;

    // BI_RGB, BI_BITFIELDS and BI_ALPHABITFIELDS.
    private const uint Plain = 0;
    private const uint Masks = 3;
    private const uint AlphaMasks = 6;

    /// <summary>The same picture as a plain TIFF, for the decoder.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="limits">What the image may ask for.</param>
    /// <exception cref="ImageRejectedException">The file is damaged, too large, or of a kind that is not read.</exception>
    public static ReadOnlyMemory<byte> ToTiff(ReadOnlyMemory<byte> content, string name, ImageLimits limits)
    {
        Header header = ReadHeader(content.Span) ?? throw Damaged(name, "its header is not complete");
        if (header.Compression is not (Plain or Masks or AlphaMasks) || header.Bits is not (1 or 4 or 8 or 16 or 24 or 32))
        {
            throw new ImageRejectedException(
                RejectionReason.UnsupportedFormat,
                $"{name} is a BMP file with compression, which is not read here. Save it as PNG and upload that.");
        }

        limits.CheckDimensions(name, header.Width, header.Height);
        long rowSize = (((long)header.Width * header.Bits) + 31) / 32 * 4, size = rowSize * header.Height;
        if (content.Length - (long)header.Pixels < size)
        {
            double missing = 1 - (Math.Max(0, content.Length - (double)header.Pixels) / size);
            throw Damaged(name, $"{missing * 100:N0} % of its rows are missing");
        }

        bool isGrey = header.Bits <= 8 && IsGrey(Palette(content.Span, header), header.PaletteEntry);
        int samples = isGrey ? 1 : HasAlpha(content.Span, header) ? 4 : 3;
        byte[] pixels = new byte[(long)header.Width * header.Height * samples];
        for (int y = 0; y < header.Height; y++)
        {
            int stored = header.IsTopDown ? y : header.Height - 1 - y;
            ReadOnlySpan<byte> row = content.Span.Slice((int)(header.Pixels + (stored * rowSize)), (int)rowSize);
            ReadRow(row, content.Span, header, samples, pixels.AsSpan((int)((long)y * header.Width * samples), header.Width * samples));
        }

        return PlainTiff.Create(pixels, header.Width, header.Height, samples, bits: 8, isLittleEndian: true);
    }

    private static Header? ReadHeader(ReadOnlySpan<byte> file)
    {
        if (file.Length < FileHeader + CoreHeader)
        {
            return null;
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(file[FileHeader..]);
        uint pixels = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        if (size == CoreHeader)
        {
            int coreWidth = BinaryPrimitives.ReadUInt16LittleEndian(file[18..]), coreHeight = BinaryPrimitives.ReadUInt16LittleEndian(
                file[20..]);
            ushort coreBits = BinaryPrimitives.ReadUInt16LittleEndian(file[24..]);
            return coreWidth == 0 || coreHeight == 0 ? null : new(size, coreWidth, coreHeight, coreBits, Plain, pixels, IsTopDown: false);
        }

        if (size < InfoHeader || file.Length < FileHeader + (long)size + CoreHeader)
        {
            return null;
        }

        int width = BinaryPrimitives.ReadInt32LittleEndian(file[18..]), height = BinaryPrimitives.ReadInt32LittleEndian(file[22..]);
        ushort bits = BinaryPrimitives.ReadUInt16LittleEndian(file[28..]);
        uint compression = BinaryPrimitives.ReadUInt32LittleEndian(file[30..]);
        return width <= 0 || height is 0 or int.MinValue ? null : new(size, width, Math.Abs(height), bits, compression, pixels, height < 0);
    }

    private static void ReadRow(ReadOnlySpan<byte> row, ReadOnlySpan<byte> file, Header header, int samples, Span<byte> target)
    {
        if (header.Bits <= 8)
        {
            ReadIndexed(row, Palette(file, header), header, samples, target);
        }
        else if (header.Bits == 24)
        {
            for (int at = 0; at < target.Length; at += 3)
            {
                (target[at], target[at + 1], target[at + 2]) = (row[at + 2], row[at + 1], row[at]);
            }
        }
        else
        {
            ReadMasked(row, file, header, samples, target);
        }
    }

    private static void ReadIndexed(ReadOnlySpan<byte> row, ReadOnlySpan<byte> palette, Header header, int samples, Span<byte> target)
    {
        int entry = header.PaletteEntry, mask = (1 << header.Bits) - 1;
        for (int x = 0; x < header.Width; x++)
        {
            int bit = x * header.Bits;
            int index = (row[bit / 8] >> (8 - header.Bits - (bit % 8))) & mask;
            for (int sample = 0; sample < samples; sample++)
            {
                int at = (index * entry) + 2 - sample;
                target[(x * samples) + sample] = at < palette.Length ? palette[at] : (byte)0;
            }
        }
    }

    private static void ReadMasked(ReadOnlySpan<byte> row, ReadOnlySpan<byte> file, Header header, int samples, Span<byte> target)
    {
        int size = header.Bits / 8;
        Span<uint> masks = stackalloc uint[4];
        for (int sample = 0; sample < samples; sample++)
        {
            masks[sample] = Mask(file, header, sample);
        }

        for (int x = 0; x < header.Width; x++)
        {
            uint pixel = size == 2
                ? BinaryPrimitives.ReadUInt16LittleEndian(row[(2 * x)..])
                : BinaryPrimitives.ReadUInt32LittleEndian(row[(4 * x)..]);
            for (int sample = 0; sample < samples; sample++)
            {
                int shift = masks[sample] == 0 ? 0 : BitOperations.TrailingZeroCount(masks[sample]);
                ulong max = masks[sample] >> shift, value = (pixel & masks[sample]) >> shift;
                target[(x * samples) + sample] = max == 0 ? (byte)0 : (byte)(((value * byte.MaxValue) + (max / 2)) / max);
            }
        }
    }

    // Where the header has no masks, 16 bits are 5 a channel and 32 bits are 8.
    private static uint Mask(ReadOnlySpan<byte> file, Header header, int sample) =>
        header.Compression != Plain ? BinaryPrimitives.ReadUInt32LittleEndian(file[(FileHeader + InfoHeader + (4 * sample))..])
        : header.Bits == 16 ? 0x7C00u >> (5 * sample)
        : 0xFF0000u >> (8 * sample);

    // The fourth mask exists in version 3 of the header and later; in older files it would be the first colour.
    private static bool HasAlpha(ReadOnlySpan<byte> file, Header header) =>
        header is { Bits: 32, Compression: AlphaMasks or Masks, Size: >= 56 } && Mask(file, header, sample: 3) != 0;

    private static ReadOnlySpan<byte> Palette(ReadOnlySpan<byte> file, Header header)
    {
        int start = FileHeader + header.Size, size = header.PaletteEntry << header.Bits;
        return file.Slice(Math.Min(start, file.Length), Math.Max(0, Math.Min(size, file.Length - start)));
    }

    private static bool IsGrey(ReadOnlySpan<byte> palette, int entry)
    {
        for (int at = 0; at + 2 < palette.Length; at += entry)
        {
            if (palette[at] != palette[at + 1] || palette[at] != palette[at + 2])
            {
                return false;
            }
        }

        return true;
    }

    private static ImageRejectedException Damaged(string name, string why) =>
        new(RejectionReason.Corrupt, $"{name} is a damaged or incomplete BMP file: {why}. Upload an intact copy.");

    private sealed record Header(int Size, int Width, int Height, int Bits, uint Compression, uint Pixels, bool IsTopDown)
    {
        public int PaletteEntry => Size == CoreHeader ? 3 : 4;
    }
}
