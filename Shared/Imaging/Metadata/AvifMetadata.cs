using NetVips;

namespace Colorize.Imaging.Metadata;

/// <summary>Gives the encoder of AVIF what people wrote into the file that came in: EXIF and XMP.</summary>
internal static class AvifMetadata
{
    private const string ExifField = "exif-data";
    private const string XmpField = "xmp-data";

    /// <summary>The picture with the metadata of another.</summary>
    public static Image Attach(Image image, OpenedImage source)
    {
        byte[] name = [.. "Exif\0\0"u8];
        byte[]? exif = source.Field(ExifField);
        byte[]? xmp = source.Field(XmpField);
        return image.Mutate(target =>
        {
            int start = exif is not null && exif.AsSpan().StartsWith(name) ? name.Length : 0;
            if (exif is not null && ExifEditor.Edit(exif.AsMemory(start), source.IsTurned) is { } editedExif)
            {
                target.Set(GValue.BlobType, ExifField, name.Concat(editedExif).ToArray());
            }

            if (xmp is not null && XmpEditor.Edit(xmp, source.IsTurned) is { } editedXmp)
            {
                target.Set(GValue.BlobType, XmpField, editedXmp);
            }
        });
    }
}
