using Colorize.Imaging.Gif;
using Colorize.Imaging.Jpeg;
using Colorize.Imaging.Png;
using Colorize.Imaging.Portable;
using Colorize.Imaging.Tiff;
using Colorize.Imaging.WebP;

namespace Colorize.Imaging;

/// <summary>Puts the file in colour together: the encoded pictures, and what people wrote into the file that came in.</summary>
internal static class PhotoFile
{
    /// <summary>The file in colour.</summary>
    /// <param name="source">The file that came in.</param>
    /// <param name="encoded">Its pictures in colour; null for those that stay as they were, which only TIFF can have.</param>
    public static byte[] Assemble(OpenedPages source, IReadOnlyList<byte[]?> encoded)
    {
        OpenedImage first = source.Pages[0];
        byte[] picture = encoded[0] ?? [];
        return source.Format switch
        {
            ImageFormat.Jpeg => JpegMetadata.Carry(source.Content, picture, first.IsTurned),
            ImageFormat.Png => PngMetadata.Carry(source.Content, picture, first.IsTurned),
            ImageFormat.WebP => WebPMetadata.Carry(source.Content, picture, first.Width, first.Height, first.IsTurned),
            ImageFormat.Gif => GifMetadata.Carry(source.Content.Span, picture),
            ImageFormat.Bmp => BmpWriter.CarryResolution(source.Content.Span, picture),
            ImageFormat.Tiff => JoinPages(source, encoded),
            _ => picture,
        };
    }

    private static byte[] JoinPages(OpenedPages source, IReadOnlyList<byte[]?> encoded)
    {
        var pages = new Dictionary<TiffDirectory, (byte[], bool)>();
        foreach ((OpenedImage page, byte[]? tiff) in source.Pages.Zip(encoded))
        {
            if (tiff is not null)
            {
                pages[page.Picture.Page!.Directory] = (tiff, page.IsTurned);
            }
        }

        return TiffAssembly.Join(source.Pages[0].Picture.Page!.File, pages);
    }
}
