using System.Buffers.Binary;
using System.Text;

namespace Colorize.Imaging.Heif;

/// <summary>Says of a HEIF file by what codec its pictures are coded (ISO/IEC 23008-12); AV1 alone is read.</summary>
internal static class HeifVariant
{
    private static readonly Dictionary<string, string> CodecNames = new()
    {
        ["hvc1"] = "a HEIC photograph (HEVC, as phones take them)",
        ["vvc1"] = "a HEIF image coded as VVC",
        ["avc1"] = "a HEIF image coded as AVC",
        ["jpeg"] = "a HEIF image coded as JPEG",
        ["j2k1"] = "a HEIF image coded as JPEG 2000",
        ["unci"] = "an uncompressed HEIF image",
    };

    /// <summary>Refuses sequences, and pictures of other codecs.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <exception cref="ImageRejectedException">There are several pictures, or they are not AV1.</exception>
    public static void Check(ReadOnlyMemory<byte> content, string name)
    {
        if (Frames(content) is > 1 and long frames)
        {
            throw Animation.Refuse(name, ImageFormat.Heif, frames);
        }

        HashSet<string> codecs = ItemTypes(content);
        string? other = codecs.Contains("av01") ? null
            : codecs.Where(CodecNames.ContainsKey).Select(codec => CodecNames[codec]).FirstOrDefault()
            ?? (ImageSignature.IsHevc(content.Span) ? CodecNames["hvc1"] : null);
        if (other is not null)
        {
            throw new ImageRejectedException(
                RejectionReason.UnsupportedFormat,
                $"{name} is {other}, which is not read here. Export it as JPEG, PNG or AVIF and upload that.");
        }
    }

    // A sequence has a track as a video has one, whose table of sizes counts the frames (ISO/IEC 14496-12, section 8.7.3).
    private static long Frames(ReadOnlyMemory<byte> content)
    {
        const int CountAt = 8;
        IEnumerable<IsoBox> boxes = IsoBox.ReadAll(content).Where(box => box.Type == "moov");
        foreach (string inner in (string[])["trak", "mdia", "minf", "stbl", "stsz"])
        {
            boxes = boxes.SelectMany(box => IsoBox.ReadAll(box.Content)).Where(box => box.Type == inner);
        }

        return boxes
            .Where(box => box.Content.Length >= CountAt + 4)
            .Select(box => (long)BinaryPrimitives.ReadUInt32BigEndian(box.Content.Span[CountAt..]))
            .DefaultIfEmpty()
            .Max();
    }

    private static HashSet<string> ItemTypes(ReadOnlyMemory<byte> content)
    {
        const int VersionAndFlags = 4;
        HashSet<string> types = [];
        foreach (IsoBox meta in IsoBox.ReadAll(content).Where(box => box.Type == "meta" && box.Content.Length > VersionAndFlags))
        {
            foreach (IsoBox items in IsoBox.ReadAll(meta.Content[VersionAndFlags..])
                .Where(box => box.Type == "iinf" && box.Content.Length > 8))
            {
                // A count of 16 bits, or of 32 from version 1 on.
                int count = items.Content.Span[0] == 0 ? 2 : 4;
                types.UnionWith(
                    IsoBox.ReadAll(items.Content[(VersionAndFlags + count)..]).Where(box => box.Type == "infe").Select(ItemType));
            }
        }

        return types;
    }

    // Version 2: a number of 16 bits and one of protection come before the type; in version 3 the first has 32 bits.
    private static string ItemType(IsoBox entry)
    {
        int at = entry.Content.Length > 0 && entry.Content.Span[0] == 3 ? 10 : 8;
        return entry.Content.Length >= at + 4 ? Encoding.Latin1.GetString(entry.Content.Span.Slice(at, 4)) : string.Empty;
    }
}
