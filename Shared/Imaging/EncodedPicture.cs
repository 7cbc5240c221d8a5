using Colorize.Imaging.Png;
using Colorize.Imaging.Tiff;
using NetVips;

namespace Colorize.Imaging;

/// <summary>A picture of a file, as the decoder gets it.</summary>
/// <param name="Format">The format of the file.</param>
/// <param name="Codec">The decoder's.</param>
/// <param name="Content">The bytes for the decoder.</param>
internal sealed record EncodedPicture(ImageFormat Format, ImageFormat Codec, ReadOnlyMemory<byte> Content)
{
    /// <summary>The channels that hold no colours, or null where the decoder tells.</summary>
    public ExtraChannels? Extra { get; init; }

    /// <summary>The page of a TIFF that this is, or null for other formats.</summary>
    public TiffPicture? Page { get; init; }

    /// <summary>Whether the picture can stay in the file as it is, beside others in colour.</summary>
    public bool CanStay => Page is { File.Pages.Count: > 1 } && Page.File.CanCopy(Page.Directory);

    /// <summary>How the decoder's numbers become colours.</summary>
    public TiffColors Colors { get; init; }

    /// <summary>The colour space that a PNG declares without a profile, or null for sRGB.</summary>
    public PngColorSpace? DeclaredSpace { get; init; }

    /// <summary>
    /// Whether the decoder cannot give a few rows at a time. The whole picture is then held in memory, since it would else go through a
    /// file on a disk that may be full.
    /// </summary>
    public bool IsWholeInDecoder { get; init; } = Codec is ImageFormat.WebP or ImageFormat.Heif or ImageFormat.Gif;

    /// <summary>
    /// Whether damage stands in the rows of the picture from where it begins, as it does not in what comes in several scans.
    /// </summary>
    public bool IsTopDown { get; init; } = true;

    /// <summary>Opens the picture. No pixel is decoded yet.</summary>
    /// <param name="source">The content.</param>
    /// <param name="shrink">For JPEG, 1, 2, 4 or 8: the decoder gives a fraction of the size, almost for free.</param>
    /// <param name="isLenient">Whether the decoder fills up what is missing, and does not fail.</param>
    public Image Load(Source source, int shrink, bool isLenient = false)
    {
        const Enums.Access Access = Enums.Access.Sequential;

        // What PNG's decoder warns of are odd profiles and texts; with JPEG and TIFF, it is missing or wrong picture data.
        Enums.FailOn failOn =
            isLenient ? Enums.FailOn.None : Codec is ImageFormat.Jpeg or ImageFormat.Tiff ? Enums.FailOn.Warning : Enums.FailOn.Error;
        return Codec switch
        {
            ImageFormat.Jpeg => Image.JpegloadSource(source, shrink: shrink, memory: IsWholeInDecoder, access: Access, failOn: failOn),
            ImageFormat.Png => Image.PngloadSource(source, memory: IsWholeInDecoder, access: Access, failOn: failOn),
            ImageFormat.WebP => Image.WebploadSource(source, page: 0, n: 1, memory: IsWholeInDecoder, access: Access, failOn: failOn),
            ImageFormat.Tiff => Image.TiffloadSource(source, page: 0, n: 1, memory: IsWholeInDecoder, access: Access, failOn: failOn),
            ImageFormat.Gif => Image.GifloadSource(source, page: 0, n: 1, memory: IsWholeInDecoder, access: Access, failOn: failOn),
            ImageFormat.Heif => Image.HeifloadSource(source, page: 0, n: 1, memory: IsWholeInDecoder, access: Access, failOn: failOn),
            _ => throw new InvalidOperationException($"{Codec} has no decoder."),
        };
    }
}
