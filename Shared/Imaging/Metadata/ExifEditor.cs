using Colorize.Imaging.Tiff;

namespace Colorize.Imaging.Metadata;

/// <summary>
/// Makes EXIF true for the picture in colour (CIPA DC-008). All else stays byte for byte where it stands, so that makers' notes, which
/// point to places in the block, stay readable.
/// </summary>
internal static class ExifEditor
{
    private const ushort Upright = 1;
    private const ushort SrgbSpace = 1;

    /// <summary>EXIF that says upright and sRGB, without the thumbnail.</summary>
    /// <param name="exif">The block, from its byte order on.</param>
    /// <param name="isTurned">Whether width and height have been swapped.</param>
    /// <returns>The block, or null where it is none that can be read.</returns>
    public static byte[]? Edit(ReadOnlyMemory<byte> exif, bool isTurned)
    {
        if (TiffStructure.Read(exif) is not { } structure || structure.Directory(structure.First) is not { } main)
        {
            return null;
        }

        byte[] edited = exif.ToArray();
        Set(edited, main, TiffTag.Orientation, Upright);
        foreach (TiffDirectory photo in structure.Children(main, TiffTag.ExifIfd))
        {
            Set(edited, photo, TiffTag.ColorSpace, SrgbSpace);
            if (isTurned)
            {
                Swap(edited, photo, TiffTag.PixelXDimension, TiffTag.PixelYDimension);
            }

            foreach (TiffDirectory interoperability in structure.Children(photo, TiffTag.InteropIfd))
            {
                SetIndex(edited, interoperability);
            }
        }

        return WithoutThumbnail(edited, structure, main);
    }

    private static void Set(byte[] exif, TiffDirectory directory, ushort tag, ushort value)
    {
        if (directory.ValuePosition(tag) is int position && directory.Fields[tag] is { Type: TiffValue.Short, Count: 1 } field)
        {
            TiffValue.Write16(exif.AsSpan(position), value, field.IsLittleEndian);
        }
    }

    private static void Swap(byte[] exif, TiffDirectory directory, ushort first, ushort second)
    {
        if (directory.ValuePosition(first) is int one && directory.ValuePosition(second) is int other
            && directory.Fields[first] is { Count: 1 } width && directory.Fields[second] is { Count: 1 } height
                && width.Type == height.Type)
        {
            height.Bytes.CopyTo(exif.AsMemory(one));
            width.Bytes.CopyTo(exif.AsMemory(other));
        }
    }

    // "R98" is sRGB's, "R03" Adobe RGB's.
    private static void SetIndex(byte[] exif, TiffDirectory directory)
    {
        if (directory.ValuePosition(TiffTag.InteropIndex) is int position && directory.Fields[TiffTag.InteropIndex] is { Count: 4 })
        {
            "R98\0"u8.CopyTo(exif.AsSpan(position));
        }
    }

    // The second directory of the chain is the thumbnail's: grey, and still turned.
    private static byte[] WithoutThumbnail(byte[] exif, TiffStructure structure, TiffDirectory main)
    {
        if (main.Next == 0)
        {
            return exif;
        }

        TiffValue.Write32(exif.AsSpan(main.NextPosition), 0, structure.IsLittleEndian);
        if (structure.Directory(main.Next) is { } thumbnail
            && thumbnail.Numbers(TiffTag.JpegInterchange) is [ulong start]
                && thumbnail.Numbers(TiffTag.JpegInterchangeLength) is [ulong length]
            && structure.Slice(start, length) is not null)
        {
            exif.AsSpan((int)start, (int)length).Clear();
            if (start + length == (ulong)exif.Length)
            {
                return exif[..(int)start];
            }
        }

        return exif;
    }
}
