using System.Text;
using Colorize.Imaging.Tiff;

namespace Colorize.Tests.Imaging;

/// <summary>Holds what a result says of itself against what <see cref="DescribedFiles"/> say.</summary>
internal static class TrueMetadata
{
    public static void AssertTrueExif(ReadOnlyMemory<byte> exif)
    {
        TiffStructure structure = TiffStructure.Read(exif)!;
        TiffDirectory main = structure.Directory(structure.First)!;
        Assert.Equal("A street in 1912\0", Encoding.ASCII.GetString(main.Fields[TiffTag.ImageDescription].Bytes.Span));
        Assert.Equal((1, 0ul), (main.Number(TiffTag.Orientation, 0), main.Next));
        TiffDirectory photo = Assert.Single(structure.Children(main, TiffTag.ExifIfd));
        Assert.Equal("MakerNote at its own place", Encoding.ASCII.GetString(photo.Fields[37500].Bytes.Span));
        Assert.Equal(1, photo.Number(TiffTag.ColorSpace, 0));
        TiffDirectory interoperability = Assert.Single(structure.Children(photo, TiffTag.InteropIfd));
        Assert.Equal("R98\0", Encoding.ASCII.GetString(interoperability.Fields[TiffTag.InteropIndex].Bytes.Span));
    }

    public static void AssertTrueXmp(ReadOnlyMemory<byte> xmp)
    {
        string text = Encoding.UTF8.GetString(xmp.Span);
        Assert.Contains("Box 12", text, StringComparison.Ordinal);
        Assert.Matches("tiff:Orientation=[\"']1[\"']", text);
        Assert.DoesNotContain("hdrgm:Version", text, StringComparison.Ordinal);
    }
}
