using System.Buffers.Binary;

namespace Colorize.Imaging.Metadata;

/// <summary>
/// Photoshop's image resources, in which IPTC lives (Adobe Photoshop File Formats Specification, "Image Resource Blocks"): all but those
/// that would be untrue.
/// </summary>
internal static class PhotoshopResources
{
    private const int Framing = 12;

    // Two kinds of thumbnail, the ICC profile, and copies of EXIF and XMP that would still say what is no longer so.
    private static readonly ushort[] Untrue = [1033, 1036, 1039, 1058, 1059, 1060];

    /// <summary>The resources that stay true.</summary>
    /// <param name="resources">The blocks one after the other.</param>
    public static byte[] Edit(ReadOnlySpan<byte> resources)
    {
        using var kept = new MemoryStream(resources.Length);
        while (SizeOfFirst(resources) is int size)
        {
            if (!Untrue.Contains(BinaryPrimitives.ReadUInt16BigEndian(resources[4..])))
            {
                kept.Write(resources[..size]);
            }

            resources = resources[size..];
        }

        return kept.ToArray();
    }

    // Signature, number, name as a Pascal string, size, data; name and data are padded to even sizes.
    private static int? SizeOfFirst(ReadOnlySpan<byte> resources)
    {
        if (resources.Length < Framing || !resources.StartsWith("8BIM"u8))
        {
            return null;
        }

        int name = (resources[6] + 2) & ~1, data = 6 + name + 4;
        if (data > resources.Length)
        {
            return null;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(resources[(6 + name)..]);
        long end = data + (((long)length + 1) & ~1L);

        // Some writers leave the last padding out.
        return end <= resources.Length ? (int)end : end == resources.Length + 1 ? resources.Length : null;
    }
}
