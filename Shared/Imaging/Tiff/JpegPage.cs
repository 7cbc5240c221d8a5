namespace Colorize.Imaging.Tiff;

/// <summary>
/// A TIFF of one page whose only strip is a JPEG (TIFF technical note 2). libtiff's own writer keeps the channels of JPEG as RGB where they
/// shall not be subsampled, which takes almost three times as many bytes as YCbCr.
/// </summary>
internal static class JpegPage
{
    /// <summary>Wraps a JPEG.</summary>
    /// <param name="jpeg">A picture in YCbCr of 8 bits, without subsampling.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    public static byte[] Wrap(byte[] jpeg, int width, int height)
    {
        const ushort Jpeg = 7;
        var page = new TiffPage { Data = [jpeg] };
        Set(TiffTag.ImageWidth, (ushort)width);
        Set(TiffTag.ImageLength, (ushort)height);
        Set(TiffTag.BitsPerSample, 8, 8, 8);
        Set(TiffTag.Compression, Jpeg);
        Set(TiffTag.Photometric, (ushort)TiffVariant.Ycbcr);
        Set(TiffTag.SamplesPerPixel, 3);
        Set(TiffTag.RowsPerStrip, (ushort)height);
        Set(TiffTag.YcbcrSubsampling, 1, 1);
        using var writer = new TiffWriter(isLittleEndian: true);
        writer.Add(page);
        return writer.ToArray();

        void Set(ushort tag, params ushort[] values) => page.Fields[tag] = TiffValue.OfShorts(values, isLittleEndian: true);
    }
}
