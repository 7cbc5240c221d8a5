using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Colorize.Imaging.Png;

/// <summary>A chunk of a PNG (W3C PNG, third edition, section 5.3).</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="Data">What stands in it.</param>
/// <param name="Raw">All of it, with length and checksum.</param>
internal readonly record struct PngChunk(string Type, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Raw)
{
    private const int SignatureSize = 8;
    private const int Framing = 12;

    /// <summary>The chunks of a file, up to its end or to the first that is cut.</summary>
    public static List<PngChunk> ReadAll(ReadOnlyMemory<byte> file)
    {
        var chunks = new List<PngChunk>();
        int at = SignatureSize;
        while (at + Framing <= file.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.Span[at..]);
            if (length > file.Length - at - Framing)
            {
                break;
            }

            int size = (int)length + Framing;
            string type = Encoding.Latin1.GetString(file.Span.Slice(at + 4, 4));
            chunks.Add(new(type, file.Slice(at + 8, (int)length), file.Slice(at, size)));
            at += size;
            if (type == "IEND")
            {
                break;
            }
        }

        return chunks;
    }

    /// <summary>A chunk with its length and checksum.</summary>
    public static PngChunk Create(string type, ReadOnlySpan<byte> data)
    {
        byte[] raw = new byte[data.Length + Framing];
        BinaryPrimitives.WriteInt32BigEndian(raw, data.Length);
        Encoding.Latin1.GetBytes(type, raw.AsSpan(4));
        data.CopyTo(raw.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(raw.AsSpan(data.Length + 8), Crc32.HashToUInt32(raw.AsSpan(4, data.Length + 4)));
        return new(type, raw.AsMemory(8, data.Length), raw);
    }
}
