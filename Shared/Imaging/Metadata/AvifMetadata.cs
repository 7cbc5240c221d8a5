using NetVips;

namespace Colorize.Imaging.Metadata;

/// <summary>Gives the encoder of AVIF what people wrote into the file that came in: EXIF and XMP.</summary>
internal static class AvifMetadata
{
    private const string ExifField = "exif-data";
    private const string XmpField = "xmp-data";

    /// <summary>What of a file goes along with its picture in colour.</summary>
    public static (byte[]? Exif, byte[]? Xmp) Of(OpenedImage source)
    {
        byte[] name = [.. "Exif\0\0"u8];
        byte[]? exif = source.Field(ExifField);
        byte[]? xmp = source.Field(XmpField);
        int start = exif is not null && exif.AsSpan().StartsWith(name) ? name.Length : 0;
        byte[]? editedExif = exif is null ? null : ExifEditor.Edit(exif.AsMemory(start), source.IsTurned);
        return (editedExif is null ? null : [.. name, .. editedExif], xmp is null ? null : XmpEditor.Edit(xmp, source.IsTurned));
    }

    /// <summary>The picture with metadata, as <see cref="Of"/> gives them.</summary>
    public static Image Attach(Image image, byte[]? exif, byte[]? xmp) => image.Mutate(target =>
    {
        if (exif is not null)
        {
            target.Set(GValue.BlobType, ExifField, exif);
        }

        if (xmp is not null)
        {
            target.Set(GValue.BlobType, XmpField, xmp);
        }
    });
}
