namespace Colorize.Imaging.Gif;

/// <summary>Carries the comments of a GIF, and its XMP, over to its picture in colour (GIF89a, sections 24 and 26).</summary>
internal static class GifMetadata
{
    private const byte Extension = 0x21;
    private const byte CommentLabel = 0xFE;
    private const byte ApplicationLabel = 0xFF;
    private const byte FrameSeparator = 0x2C;

    /// <summary>The encoded picture with the metadata of another.</summary>
    /// <param name="source">The file that came in.</param>
    /// <param name="encoded">The picture in colour.</param>
    public static byte[] Carry(ReadOnlySpan<byte> source, byte[] encoded)
    {
        byte[] kept = Extensions(source);
        int start = AfterGlobalPalette(encoded);
        return kept.Length == 0 || start > encoded.Length ? encoded : [.. encoded.AsSpan(0, start), .. kept, .. encoded.AsSpan(start)];
    }

    private static byte[] Extensions(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream();
        int at = AfterGlobalPalette(file);
        while (at + 2 < file.Length && file[at] is Extension or FrameSeparator)
        {
            // A frame: its place and size, its own palette, and the code size of its data.
            bool isFrame = file[at] == FrameSeparator;
            int blocks = isFrame ? at + 11 + PaletteSize(at + 9 < file.Length ? file[at + 9] : (byte)0) : at + 2;
            int end = AfterBlocks(file, blocks);
            if (end > file.Length)
            {
                break;
            }

            bool isComment = file[at + 1] == CommentLabel;
            bool isXmp = file[at + 1] == ApplicationLabel && file[(at + 2)..].StartsWith("\x0BXMP DataXMP"u8);
            if (!isFrame && (isComment || isXmp))
            {
                kept.Write(file[at..end]);
            }

            at = end;
        }

        return kept.ToArray();
    }

    private static int AfterGlobalPalette(ReadOnlySpan<byte> file)
    {
        const int ScreenEnd = 13;
        const int Flags = 10;
        return file.Length < ScreenEnd ? file.Length : ScreenEnd + PaletteSize(file[Flags]);
    }

    private static int PaletteSize(byte flags) => (flags & 0x80) != 0 ? 3 * (2 << (flags & 7)) : 0;

    // Blocks of up to 255 bytes, each after its size; the last has none.
    private static int AfterBlocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length && file[at] != 0)
        {
            at += file[at] + 1;
        }

        return at + 1;
    }
}
