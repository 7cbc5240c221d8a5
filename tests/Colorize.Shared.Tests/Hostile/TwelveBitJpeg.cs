using System.Buffers.Binary;
using System.Numerics;

namespace Colorize.Tests.Hostile;

/// <summary>
/// Writes a JPEG with 12 bits a sample, which libvips does not: grey, extended sequential (ITU-T T.81, annex F), a ramp of
/// blocks of one value each.
/// </summary>
internal static class TwelveBitJpeg
{
    private const int Block = 8;
    private const int Precision = 12;
    private const int Middle = 1 << (Precision - 1);
    private const int CodeLength = 5;

    /// <summary>A whole file of so many blocks.</summary>
    public static byte[] Create(int across, int down)
    {
        byte[] size = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)(down * Block));
        BinaryPrimitives.WriteUInt16BigEndian(size.AsSpan(2), (ushort)(across * Block));
        byte[] flat = [.. Enumerable.Repeat((byte)1, Block * Block)];
        byte[] differences = [.. CountsOf(CodeLength, 16), .. Enumerable.Range(0, 16).Select(category => (byte)category)];
        byte[] endOfBlock = [.. CountsOf(1, 1), 0];
        return
        [
            0xFF, 0xD8,
            .. Segment(0xDB, [0, .. flat]),
            .. Segment(0xC1, [Precision, .. size, 1, 1, 0x11, 0]),
            .. Segment(0xC4, [0x00, .. differences]),
            .. Segment(0xC4, [0x10, .. endOfBlock]),
            .. Segment(0xDA, [1, 1, 0x00, 0, 63, 0]),
            .. Scan(across * down),
            0xFF, 0xD9,
        ];
    }

    private static byte[] Segment(byte marker, byte[] content)
    {
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + length.Length));
        return [0xFF, marker, .. length, .. content];
    }

    // How many codes there are of each length from 1 to 16 (T.81, B.2.4.2).
    private static byte[] CountsOf(int length, byte count)
    {
        byte[] counts = new byte[16];
        counts[length - 1] = count;
        return counts;
    }

    // The difference of a block's mean to the one before in its category's bits, then the end of the block (T.81, F.1.2.1).
    private static byte[] Scan(int blocks)
    {
        var bits = new List<bool>();
        int before = 0;
        for (int block = 0; block < blocks; block++)
        {
            int mean = Block * (((Middle * 2) - 1) * block / Math.Max(1, blocks - 1) - Middle);
            int difference = mean - before;
            int category = BitOperations.Log2((uint)Math.Abs(difference) * 2 | 1);
            Append(bits, category, CodeLength);
            Append(bits, difference < 0 ? difference + (1 << category) - 1 : difference, category);
            Append(bits, 0, 1);
            before = mean;
        }

        return [.. bits.Chunk(8).Select(ByteOf).SelectMany(value => value == 0xFF ? (byte[])[value, 0] : [value])];
    }

    private static void Append(List<bool> bits, int value, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--)
        {
            bits.Add((value >> bit & 1) == 1);
        }
    }

    // A last byte is filled up with ones.
    private static byte ByteOf(bool[] bits) =>
        (byte)Enumerable.Range(0, 8).Aggregate(0, (value, bit) => (value << 1) | (bit >= bits.Length || bits[bit] ? 1 : 0));
}
