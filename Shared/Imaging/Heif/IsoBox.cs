using System.Buffers.Binary;
using System.Text;

namespace Colorize.Imaging.Heif;

/// <summary>A box of an ISO base media file (ISO/IEC 14496-12, section 4.2).</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="Content">What stands in it.</param>
internal readonly record struct IsoBox(string Type, ReadOnlyMemory<byte> Content)
{
    private const int MaxBoxes = 4096;

    /// <summary>The boxes of a file or of another box, up to the first that is cut.</summary>
    public static List<IsoBox> ReadAll(ReadOnlyMemory<byte> bytes)
    {
        var boxes = new List<IsoBox>();
        while (bytes.Length >= 8 && boxes.Count < MaxBoxes)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(bytes.Span);
            string type = Encoding.Latin1.GetString(bytes.Span.Slice(4, 4));
            int header = 8;
            if (size == 1 && bytes.Length >= 16)
            {
                size = BinaryPrimitives.ReadInt64BigEndian(bytes.Span[8..]);
                header = 16;
            }

            // A size of 0 goes to the end of the file.
            size = size == 0 ? bytes.Length : size;
            if (size < header || size > bytes.Length)
            {
                break;
            }

            boxes.Add(new(type, bytes[header..(int)size]));
            bytes = bytes[(int)size..];
        }

        return boxes;
    }
}
