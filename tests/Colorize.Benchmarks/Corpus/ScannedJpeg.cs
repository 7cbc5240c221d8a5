using System.Buffers.Binary;

namespace Colorize.Benchmarks.Corpus;

/// <summary>
/// A grey progressive JPEG (ITU-T T.81, G.1) that says almost nothing in many scans: each tells, in a few dozen bytes, that one coefficient
/// of every block is zero, and sends the decoder over the whole picture.
/// </summary>
internal static class ScannedJpeg
{
    private const int Coefficients = 63;
    private const int FirstBit = 13;

    /// <summary>The longest run of blocks in which a coefficient is zero: EOB14 with its 14 bits.</summary>
    private const int Run = (1 << 15) - 1;

    /// <summary>Makes a square picture.</summary>
    /// <param name="side">Its sides.</param>
    /// <param name="scans">How often the decoder goes over it, at most 63 × 14 + 1.</param>
    public static byte[] Create(int side, int scans)
    {
        int blocks = (side + 7) / 8 * ((side + 7) / 8);
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        Segment(file, 0xC2, [8, .. Bytes(side), .. Bytes(side), 1, 1, 0x11, 0]);
        Segment(file, 0xC4, Table(0x00, symbol: 0x00));
        Segment(file, 0xC4, Table(0x10, symbol: 0xE0));
        Segment(file, 0xDA, [1, 1, 0, 0, 0, 0]);
        file.Write(new byte[(blocks + 7) / 8]);
        byte[] zeros = ZeroRuns(blocks);
        for (int scan = 0; scan < scans - 1; scan++)
        {
            byte coefficient = (byte)(1 + (scan % Coefficients));
            int bit = FirstBit - (scan / Coefficients);
            int before = bit == FirstBit ? 0 : bit + 1;
            Segment(file, 0xDA, [1, 1, 0, coefficient, coefficient, (byte)((before << 4) | bit)]);
            file.Write(zeros);
        }

        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    /// <summary>A Huffman table whose only code, of one bit, is for this symbol.</summary>
    private static byte[] Table(byte kind, byte symbol) => [kind, 1, .. new byte[15], symbol];

    /// <summary>The coded data that passes over all blocks.</summary>
    private static byte[] ZeroRuns(int blocks)
    {
        var bits = new List<bool>();
        for (int left = blocks; left > 0; left -= Run)
        {
            bits.Add(false);
            bits.AddRange(Enumerable.Repeat(true, 14));
        }

        var coded = new List<byte>();
        foreach (bool[] eight in bits.Chunk(8))
        {
            byte value = (byte)Enumerable.Range(0, 8).Sum(bit => bit >= eight.Length || eight[bit] ? 0x80 >> bit : 0);
            coded.AddRange(value == byte.MaxValue ? [value, 0] : [value]);
        }

        return [.. coded];
    }

    private static byte[] Bytes(int value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    private static void Segment(MemoryStream file, byte marker, byte[] content)
    {
        file.Write([0xFF, marker, .. Bytes(content.Length + 2)]);
        file.Write(content);
    }
}
