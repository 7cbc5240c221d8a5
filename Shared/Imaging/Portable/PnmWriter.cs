using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Colorize.Imaging.Portable;

/// <summary>Writes pictures as portable pixmaps of bytes (P6).</summary>
internal static class PnmWriter
{
    /// <summary>Encodes a picture.</summary>
    /// <param name="colors">Three channels of 8 or 16 bits.</param>
    public static byte[] Encode(PixelBuffer colors)
    {
        int max = colors.BytesPerSample == 2 ? ushort.MaxValue : byte.MaxValue;
        byte[] header = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"P6\n{colors.Width} {colors.Height}\n{max}\n"));
        int rowSize = colors.Width * colors.Channels * colors.BytesPerSample;
        byte[] file = new byte[header.Length + ((long)rowSize * colors.Height)];
        header.CopyTo(file, 0);
        for (int y = 0; y < colors.Height; y++)
        {
            Span<byte> target = file.AsSpan((int)(header.Length + ((long)y * rowSize)), rowSize);
            if (colors.BytesPerSample == 1)
            {
                colors.Row8(y).CopyTo(target);
            }
            else
            {
                BinaryPrimitives.ReverseEndianness(colors.Row16(y), MemoryMarshal.Cast<byte, ushort>(target));
            }
        }

        return file;
    }
}
