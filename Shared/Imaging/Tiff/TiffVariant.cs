namespace Colorize.Imaging.Tiff;

/// <summary>Says of a TIFF page whether it is of a kind that is read right, and calls the others by their names.</summary>
internal static class TiffVariant
{
    // PhotometricInterpretation (TIFF 6.0, the DNG specification and TIFF technical note 4).
    public const long WhiteIsZero = 0;
    public const long BlackIsZero = 1;
    public const long Rgb = 2;
    public const long Palette = 3;
    public const long Separated = 5;
    public const long Ycbcr = 6;
    public const long CieLab = 8;
    public const long IccLab = 9;
    private const long ColorFilterArray = 32803;
    private const long LinearRaw = 34892;

    // Compression.
    private const long OldJpeg = 6;
    private const long Jpeg = 7;
    private const long NikonRaw = 34713;
    private const long SonyRaw = 32767;

    private static readonly long[] ReadCompressions = [1, 2, 3, 4, 5, Jpeg, 8, 32773, 32946];

    private static readonly Dictionary<long, string> CompressionNames = new()
    {
        [OldJpeg] = "old-style JPEG",
        [32766] = "NeXT",
        [32809] = "ThunderScan",
        [34661] = "JBIG",
        [34676] = "SGI LogLuv",
        [34677] = "SGI LogLuv",
        [34712] = "JPEG 2000",
        [34887] = "LERC",
        [34892] = "lossy JPEG",
        [34925] = "LZMA",
        [50000] = "Zstandard",
        [50001] = "WebP",
        [50002] = "JPEG XL",
        [52546] = "JPEG XL",
    };

    /// <summary>What keeps a page from being read, as the end of a sentence that begins with the file's name; or null.</summary>
    public static string? WhyUnread(TiffDirectory page)
    {
        const string SaveAs = "Save it as a TIFF of 8 or 16 bits a channel, without compression or with LZW, Deflate or JPEG.";
        long compression = page.Number(TiffTag.Compression, 1), photometric = page.Number(TiffTag.Photometric, BlackIsZero);
        if (!ReadCompressions.Contains(compression))
        {
            string name = CompressionNames.TryGetValue(compression, out string? known) ? known : $"number {compression}";
            return $"is a TIFF with {name} compression, which is not read here. {SaveAs}";
        }

        return WhySamplesUnread(page, photometric) is { } samples ? $"is a TIFF {samples}, which is not read here. {SaveAs}"
            : WhyColorsUnread(photometric, compression) is { } colors
                ? $"is a TIFF {colors}, which is not read here. Save it as RGB or grey."
            : null;
    }

    /// <summary>Whether a file is what a camera's sensor saw: its first page is no more than a preview.</summary>
    public static bool IsCameraRaw(ReadOnlySpan<byte> content, TiffStructure file, IEnumerable<TiffDirectory> pages) =>
        IsCanon(content)
            || pages.Any(
                page => page.Has(TiffTag.DngVersion) || IsSensorData(page) || file.Children(page, TiffTag.SubIfds).Any(IsSensorData));

    // Canon's file has its own mark behind TIFF's header; what its sensor saw is declared as JPEG of the old style.
    private static bool IsCanon(ReadOnlySpan<byte> content) =>
        content is [_, _, _, _, _, _, _, _, (byte)'C', (byte)'R', 2, ..];

    private static bool IsSensorData(TiffDirectory page) =>
        page.Number(TiffTag.Photometric, 0) is ColorFilterArray or LinearRaw || page.Number(TiffTag.Compression, 0) is NikonRaw or SonyRaw;

    private static string? WhySamplesUnread(TiffDirectory page, long photometric)
    {
        string? kind = page.Number(TiffTag.SampleFormat, 1) switch
        {
            2 => "of signed numbers",
            3 => "of floating-point samples",
            5 or 6 => "of complex numbers",
            _ => null,
        };
        long bits = page.Number(TiffTag.BitsPerSample, 1);
        bool isRead = bits is 8 or 16 || (bits is 1 or 2 or 4 && photometric is WhiteIsZero or BlackIsZero or Palette);
        return kind ?? (isRead ? null : $"of {bits} bits a channel");
    }

    private static string? WhyColorsUnread(long photometric, long compression) => photometric switch
    {
        WhiteIsZero or BlackIsZero or Rgb or Palette or Separated or CieLab or IccLab => null,
        Ycbcr => compression == Jpeg ? null : "in YCbCr without JPEG compression",
        4 => "of a transparency mask",
        10 => "in ITU L*a*b*",
        32844 or 32845 => "in logarithmic colours (LogLuv)",
        _ => $"of colours with the number {photometric}",
    };
}
