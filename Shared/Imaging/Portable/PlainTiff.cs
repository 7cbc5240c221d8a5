using Colorize.Imaging.Tiff;

namespace Colorize.Imaging.Portable;

/// <summary>Uncompressed pixels as a TIFF, so that one decoder reads them all.</summary>
internal static class PlainTiff
{
    public static byte[] Create(
        ReadOnlyMemory<byte> pixels, int width, int height, int samples, ushort bits, bool isLittleEndian, bool whiteIsZero = false)
    {
        long photometric = samples >= 3 ? TiffVariant.Rgb : whiteIsZero ? TiffVariant.WhiteIsZero : TiffVariant.BlackIsZero;
        var page = new TiffPage { Data = [pixels] };
        page.Fields[TiffTag.ImageWidth] = TiffValue.OfLongs([(uint)width], isLittleEndian);
        page.Fields[TiffTag.ImageLength] = TiffValue.OfLongs([(uint)height], isLittleEndian);
        page.Fields[TiffTag.BitsPerSample] = TiffValue.OfShorts([.. Enumerable.Repeat(bits, samples)], isLittleEndian);
        page.Fields[TiffTag.Compression] = TiffValue.OfShort(1, isLittleEndian);
        page.Fields[TiffTag.Photometric] = TiffValue.OfShort((ushort)photometric, isLittleEndian);
        page.Fields[TiffTag.SamplesPerPixel] = TiffValue.OfShort((ushort)samples, isLittleEndian);
        page.Fields[TiffTag.RowsPerStrip] = TiffValue.OfLongs([(uint)height], isLittleEndian);
        if (samples == 4)
        {
            const ushort UnassociatedAlpha = 2;
            page.Fields[TiffTag.ExtraSamples] = TiffValue.OfShort(UnassociatedAlpha, isLittleEndian);
        }

        using var writer = new TiffWriter(isLittleEndian);
        writer.Add(page);
        return writer.ToArray();
    }
}
