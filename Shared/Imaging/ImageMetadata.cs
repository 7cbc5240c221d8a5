using NetVips;

namespace Colorize.Imaging;

/// <summary>
/// What a photographer or an archive wrote into a file, and expects to find in the result: EXIF, XMP, IPTC and the resolution. Colour
/// profiles and the orientation are not among it: the result is upright sRGB.
/// </summary>
internal sealed class ImageMetadata
{
    private const string OrientationField = "orientation";

    private static readonly string[] KeptFields = ["exif-data", "xmp-data", "iptc-data"];

    private readonly List<(string Field, byte[] Value)> _fields = [];
    private readonly double _horizontalResolution;
    private readonly double _verticalResolution;

    private ImageMetadata(double horizontalResolution, double verticalResolution) =>
        (_horizontalResolution, _verticalResolution) = (horizontalResolution, verticalResolution);

    public static ImageMetadata From(Image header)
    {
        var metadata = new ImageMetadata(header.Xres, header.Yres);
        foreach (string field in KeptFields)
        {
            if (header.Contains(field) && header.Get(field) is byte[] value)
            {
                metadata._fields.Add((field, value));
            }
        }

        return metadata;
    }

    /// <summary>The image with this metadata, upright.</summary>
    public Image Attach(Image image)
    {
        using Image scaled = image.Copy(xres: _horizontalResolution, yres: _verticalResolution);
        return scaled.Mutate(target =>
        {
            foreach ((string field, byte[] value) in _fields)
            {
                target.Set(GValue.BlobType, field, value);
            }

            target.Set(GValue.GIntType, OrientationField, 1);
        });
    }
}
