using Colorize.Imaging.Tiff;

namespace Colorize.Imaging.Jpeg;

/// <summary>Says of a JPEG whether it is of a kind that is read, and calls the others by their names.</summary>
internal static class JpegVariant
{
    private static readonly byte[] ReadFrames = [0xC0, 0xC1, 0xC2, 0xC9, 0xCA];

    /// <summary>Refuses what is not read, and what would take the decoder too long.</summary>
    /// <param name="file">The structure.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="limits">How many scans there may be.</param>
    /// <exception cref="ImageRejectedException">The file is damaged, of another kind, or has too many scans.</exception>
    public static void Check(JpegFile file, string name, ImageLimits limits)
    {
        if (file.Frame == 0 || file.Scans == 0)
        {
            string missing = file.Frame == 0 ? "the size of its picture is missing" : "its picture is missing";
            throw new ImageRejectedException(
                RejectionReason.Corrupt, $"{name} is a damaged or incomplete JPEG file: {missing}. Upload an intact copy.");
        }

        string? kind = !ReadFrames.Contains(file.Frame) ? file.Frame is 0xC3 or 0xCB ? "of lossless coding" : "of hierarchical coding"
            : file.Precision != 8 ? $"of {file.Precision} bits a channel"
            : file.Height == 0 ? "whose height is not in its header"
            : IsMultiView(file) ? "with several views (MPO), of which only one would remain"
            : null;
        if (kind is not null)
        {
            throw new ImageRejectedException(
                RejectionReason.UnsupportedFormat,
                $"{name} is a JPEG {kind}, which is not read here. Upload each picture as an 8-bit JPEG, PNG or TIFF.");
        }

        limits.CheckScans(name, file.Scans);
    }

    // CIPA DC-007: the types of the pictures that are views of their own. Previews and gain maps belong to the first picture.
    private static bool IsMultiView(JpegFile file)
    {
        const ushort Entries = 0xB002;
        const int EntrySize = 16;
        const ulong MultiView = 0x02;
        foreach (JpegSegment segment in file.Segments.Where(one => one.Is(JpegSegment.App2, "MPF\0"u8)))
        {
            TiffStructure? index = TiffStructure.Read(segment.Payload[4..]);
            if (index?.Directory(index.First) is { } directory && directory.Fields.TryGetValue(Entries, out TiffValue? entries))
            {
                bool isLittleEndian = entries.IsLittleEndian;
                for (int at = EntrySize; at + EntrySize <= entries.Bytes.Length; at += EntrySize)
                {
                    var type = new TiffValue(TiffValue.Long, 1, entries.Bytes.Slice(at, 4), isLittleEndian);
                    if (((type.ToNumbers()[0] >> 16) & 0xFF) == MultiView)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
