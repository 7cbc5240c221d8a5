using System.Buffers.Binary;
using System.Text;

namespace Colorize.Imaging.WebP;

/// <summary>A chunk of a WebP file (RFC 9649, section 2.3).</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="Data">What stands in it.</param>
internal readonly record struct RiffChunk(string Type, ReadOnlyMemory<byte> Data)
{
    private const int FileHeader = 12;
    private const int Header = 8;

    /// <summary>The chunks of a file, up to the first that is cut.</summary>
    public static List<RiffChunk> ReadAll(ReadOnlyMemory<byte> file)
    {
        var chunks = new List<RiffChunk>();
        int at = FileHeader;
        while (at + Header <= file.Length)
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(file.Span[(at + 4)..]);
            if (size > file.Length - at - Header)
            {
                break;
            }

            chunks.Add(new(Encoding.Latin1.GetString(file.Span.Slice(at, 4)), file.Slice(at + Header, (int)size)));
            at = (int)Math.Min(int.MaxValue, at + Header + (((long)size + 1) & ~1L));
        }

        return chunks;
    }

    /// <summary>A file of chunks.</summary>
    public static byte[] Join(IEnumerable<RiffChunk> chunks)
    {
        using var file = new MemoryStream();
        file.Write("RIFF\0\0\0\0WEBP"u8);
        Span<byte> size = stackalloc byte[4];
        foreach (RiffChunk chunk in chunks)
        {
            BinaryPrimitives.WriteInt32LittleEndian(size, chunk.Data.Length);
            file.Write(Encoding.Latin1.GetBytes(chunk.Type));
            file.Write(size);
            file.Write(chunk.Data.Span);
            if (chunk.Data.Length % 2 == 1)
            {
                file.WriteByte(0);
            }
        }

        byte[] bytes = file.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - Header);
        return bytes;
    }
}
