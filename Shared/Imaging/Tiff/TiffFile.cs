using Colorize.Imaging.Jpeg;
using static Colorize.Imaging.Tiff.TiffTag;

namespace Colorize.Imaging.Tiff;

/// <summary>
/// A TIFF whose pages have been judged. Pages that are smaller copies of others, as in pyramids and beside the pictures of cameras, are
/// not among them.
/// </summary>
internal sealed class TiffFile
{
    // NewSubfileType: a smaller copy of another page, or a mask for one.
    private const long CopyOrMask = 1 | 4;

    private const long Jpeg = 7;
    private const ulong AssociatedAlpha = 1;
    private const ulong UnassociatedAlpha = 2;

    // What a decoder needs to know, and nothing that could mislead it: other pages, private tags, damaged ones.
    private static readonly HashSet<ushort> DecodingTags =
    [
        ImageWidth, ImageLength, BitsPerSample, Compression, Photometric, FillOrder, Orientation, SamplesPerPixel, RowsPerStrip,
        PlanarConfiguration, T4Options, T6Options, Predictor, ColorMap, TileWidth, TileLength, InkSet, ExtraSamples, SampleFormat,
        JpegTables, YcbcrCoefficients, YcbcrSubsampling, YcbcrPositioning, ReferenceBlackWhite, IccProfile,
    ];

    private readonly ReadOnlyMemory<byte> _content;
    private readonly int _directories;

    private TiffFile(ReadOnlyMemory<byte> content, TiffStructure structure, List<TiffDirectory> directories, List<TiffDirectory> pages)
    {
        _content = content;
        _directories = directories.Count;
        (Structure, Pages) = (structure, pages);
    }

    public TiffStructure Structure { get; }

    /// <summary>The pictures in the order of the file; at least one.</summary>
    public IReadOnlyList<TiffDirectory> Pages { get; }

    /// <summary>Finds and judges the pages.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="limits">How many pages there may be.</param>
    /// <exception cref="ImageRejectedException">The file has no pages, or they are of a kind that is not read.</exception>
    public static TiffFile Read(ReadOnlyMemory<byte> content, string name, ImageLimits limits)
    {
        TiffStructure? structure = TiffStructure.Read(content);
        List<TiffDirectory> directories = structure?.Chain(limits.MaxPages + 1) ?? [];
        if (structure is null || directories.Count == 0)
        {
            throw new ImageRejectedException(
                RejectionReason.Corrupt, $"{name} is a damaged or incomplete TIFF file: it has no readable page. Upload an intact copy.");
        }

        limits.CheckPages(name, directories.Count);
        if (TiffVariant.IsCameraRaw(content.Span, structure, directories))
        {
            throw new ImageRejectedException(
                RejectionReason.UnsupportedFormat,
                $"{name} is a camera's raw file (DNG, NEF, CR2, ARW or the like): the colours are not developed yet. Develop it and upload "
                    + "it as TIFF or JPEG.");
        }

        List<TiffDirectory> pages = [.. directories.Where(page => (page.Number(NewSubfileType, 0) & CopyOrMask) == 0)];
        return new(content, structure, directories, pages.Count > 0 ? pages : [directories[0]]);
    }

    /// <summary>A file of one page for the decoder: that page's picture, and nothing else.</summary>
    /// <param name="page">One of <see cref="Pages"/>.</param>
    /// <returns>The file, or null where the page's data lies outside this one.</returns>
    public ReadOnlyMemory<byte>? Alone(TiffDirectory page)
    {
        bool isLab = Colors(page) != TiffColors.AsDeclared;
        if (_directories == 1 && page.Next == 0 && !isLab)
        {
            return _content;
        }

        if (TiffPage.From(Structure, page, DecodingTags.Contains) is not { } alone)
        {
            return null;
        }

        if (isLab)
        {
            // The decoder is to give the numbers as they are.
            alone.Fields[Photometric] = TiffValue.OfShort((ushort)TiffVariant.Rgb, Structure.IsLittleEndian);
            alone.Fields.Remove(IccProfile);
        }

        using var writer = new TiffWriter(Structure.IsLittleEndian);
        writer.Add(alone);
        return writer.ToArray();
    }

    /// <summary>Whether a page that is not read can be taken into another file as it is.</summary>
    public bool CanCopy(TiffDirectory page)
    {
        // Old-style JPEG has its parts in places of its own. Samples of 16 bits would need the byte order of the new file.
        const int OldJpeg = 6;
        bool hasOrder = Structure.IsLittleEndian == BitConverter.IsLittleEndian || page.Number(BitsPerSample, 1) <= 8;
        return hasOrder && page.Number(Compression, 1) != OldJpeg && TiffPage.From(Structure, page, _ => false) is not null;
    }

    /// <summary>The most scans that a JPEG within a page has; 0 where it holds none.</summary>
    public int MostScans(TiffDirectory page) =>
        page.Number(Compression, 1) == Jpeg && TiffPage.From(Structure, page, _ => false) is { } data
            ? data.Data.Max(strip => JpegFile.Read(strip).Scans)
            : 0;

    public static TiffColors Colors(TiffDirectory page) => page.Number(Photometric, 0) switch
    {
        TiffVariant.CieLab => TiffColors.CieLab,
        TiffVariant.IccLab => TiffColors.IccLab,
        _ => TiffColors.AsDeclared,
    };

    /// <summary>Which channels of a page do not hold colours (TIFF 6.0, ExtraSamples).</summary>
    public static ExtraChannels Extra(TiffDirectory page)
    {
        int samples = (int)Math.Clamp(page.Number(SamplesPerPixel, 1), 1, ushort.MaxValue);
        int colors = page.Number(Photometric, 0) switch
        {
            TiffVariant.WhiteIsZero or TiffVariant.BlackIsZero or TiffVariant.Palette => 1,
            TiffVariant.Separated => 4,
            _ => 3,
        };
        int count = Math.Max(0, samples - colors);
        IReadOnlyList<ulong> meanings = page.Numbers(ExtraSamples);
        for (int i = 0; i < Math.Min(count, meanings.Count); i++)
        {
            if (meanings[i] is AssociatedAlpha or UnassociatedAlpha)
            {
                return new(count, i);
            }
        }

        return new(count, Alpha: null);
    }
}
