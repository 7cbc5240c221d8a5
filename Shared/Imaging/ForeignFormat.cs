using System.Text;

namespace Colorize.Imaging;

/// <summary>Names the formats that are not read, so that whoever uploads one learns what it is and what to do.</summary>
internal static class ForeignFormat
{
    private const string AsTiffOrPng = "Save it as TIFF or PNG and upload that.";
    private const string AsPhotograph = "Export the photograph as JPEG, PNG or TIFF and upload that.";

    /// <summary>The refusal of a file that is none of the formats that are read.</summary>
    /// <param name="name">The name to use in the message.</param>
    /// <param name="content">The whole file.</param>
    public static ImageRejectedException Refuse(string name, ReadOnlySpan<byte> content) => NameOf(content) is (string what, string advice)
        ? new(RejectionReason.UnsupportedFormat, $"{name} is {what}, which Colorize does not read. {advice}")
        : new(
            RejectionReason.UnknownFormat,
            $"{name} is not an image that Colorize reads. Upload a JPEG, PNG, WebP, TIFF, GIF, AVIF, BMP or PNM file.");

    private static (string What, string Advice)? NameOf(ReadOnlySpan<byte> content) => content switch
    {
        [(byte)'8', (byte)'B', (byte)'P', (byte)'S', 0, 1 or 2, ..] => ("a Photoshop file (PSD)", AsTiffOrPng),
        [0, 0, 0, 12, (byte)'j', (byte)'P', 0x20 or 0x1A, ..] or [0xFF, 0x4F, 0xFF, 0x51, ..] => ("a JPEG 2000 file", AsTiffOrPng),
        [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', 0x20, ..] or [0xFF, 0x0A, ..] => ("a JPEG XL file", AsTiffOrPng),
        [0, 0, 1 or 2, 0, > 0 and < 64, 0, _, _, _, 0, ..] when content.Length > 22 => ("a Windows icon (ICO)", AsTiffOrPng),
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => ("a PDF document", AsPhotograph),
        [(byte)'%', (byte)'!', (byte)'P', (byte)'S', ..] => ("a PostScript document", AsPhotograph),
        [(byte)'P', (byte)'K', 3, 4, ..] => ("a ZIP archive", "Unpack it and upload the photographs."),
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] or [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] =>
            ("an archive", "Unpack it and upload the photographs."),
        [(byte)'I', (byte)'I', 0xBC, ..] => ("a JPEG XR file", AsTiffOrPng),
        [(byte)'I', (byte)'I', (byte)'R' or (byte)'U', ..] or [(byte)'F', (byte)'U', (byte)'J', (byte)'I', (byte)'F', (byte)'I', ..]
            => ("a camera's raw file", "Develop it and upload it as TIFF or JPEG."),
        [(byte)'v', (byte)'/', 0x31, 0x01, ..] => ("an OpenEXR file", AsTiffOrPng),
        [(byte)'#', (byte)'?', (byte)'R', ..] => ("a Radiance HDR file", AsTiffOrPng),
        [(byte)'B', (byte)'P', (byte)'G', 0xFB, ..] => ("a BPG file", AsTiffOrPng),
        [(byte)'g', (byte)'i', (byte)'m', (byte)'p', (byte)' ', (byte)'x', (byte)'c', (byte)'f', ..] => ("a GIMP file (XCF)", AsTiffOrPng),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] =>
            ("a video", "Save the frame that you want as JPEG or PNG and upload that."),
        _ when IsSvg(content) => ("an SVG drawing", AsPhotograph),
        _ when IsTga(content) => ("a Targa file (TGA)", AsTiffOrPng),
        _ => null,
    };

    private static bool IsSvg(ReadOnlySpan<byte> content)
    {
        const int Reach = 1024;
        string start = Encoding.Latin1.GetString(content[..Math.Min(Reach, content.Length)]);
        return start.TrimStart().StartsWith('<') && start.Contains("<svg", StringComparison.OrdinalIgnoreCase);
    }

    // Targa has no signature at its beginning; version 2 has one at its end, and the header's numbers leave little room for others.
    private static bool IsTga(ReadOnlySpan<byte> content) =>
        content.Length > 44 && (content[^18..].StartsWith("TRUEVISION-XFILE"u8)
            || (content is [_, 0 or 1, 1 or 2 or 3 or 9 or 10 or 11, ..] && content[16] is 8 or 15 or 16 or 24 or 32
                && content[12] + content[13] > 0 && content[14] + content[15] > 0 && content[17] < 64));
}
