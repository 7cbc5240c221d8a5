using System.Runtime.InteropServices;
using Colorize.Imaging.Tiff;

namespace Colorize.Tests.Hostile;

/// <summary>Builds TIFFs of kinds that libvips does not write.</summary>
internal static class TiffFiles
{
    public const int Width = 96;
    public const int Height = 64;

    /// <summary>A page of one colour, without compression.</summary>
    /// <param name="photometric">Its PhotometricInterpretation.</param>
    /// <param name="pixel">The samples of a pixel.</param>
    /// <param name="bits">8, 16 or another depth, whose samples then take two bytes.</param>
    /// <param name="fields">Further fields.</param>
    public static TiffPage Page(int photometric, ushort[] pixel, int bits = 8, params (ushort Tag, TiffValue Value)[] fields)
    {
        byte[] one = bits == 8 ? [.. pixel.Select(sample => (byte)sample)] : MemoryMarshal.AsBytes<ushort>(pixel).ToArray();
        byte[] data = [.. Enumerable.Repeat(one, Width * Height).SelectMany(bytes => bytes)];
        var page = new TiffPage { Data = [data] };
        page.Fields[TiffTag.ImageWidth] = TiffValue.OfShort(Width, isLittleEndian: true);
        page.Fields[TiffTag.ImageLength] = TiffValue.OfShort(Height, isLittleEndian: true);
        page.Fields[TiffTag.BitsPerSample] = TiffValue.OfShorts([.. pixel.Select(_ => (ushort)bits)], isLittleEndian: true);
        page.Fields[TiffTag.Compression] = TiffValue.OfShort(1, isLittleEndian: true);
        page.Fields[TiffTag.Photometric] = TiffValue.OfShort((ushort)photometric, isLittleEndian: true);
        page.Fields[TiffTag.SamplesPerPixel] = TiffValue.OfShort((ushort)pixel.Length, isLittleEndian: true);
        page.Fields[TiffTag.RowsPerStrip] = TiffValue.OfShort(Height, isLittleEndian: true);
        foreach ((ushort tag, TiffValue value) in fields)
        {
            page.Fields[tag] = value;
        }

        return page;
    }

    public static byte[] File(params TiffPage[] pages)
    {
        using var writer = new TiffWriter(isLittleEndian: true);
        foreach (TiffPage page in pages)
        {
            writer.Add(page);
        }

        return writer.ToArray();
    }

    public static (ushort Tag, TiffValue Value) Field(ushort tag, params ushort[] values) =>
        (tag, TiffValue.OfShorts(values, isLittleEndian: true));

    public static (ushort Tag, TiffValue Value) TextField(ushort tag, string text)
    {
        byte[] bytes = [.. System.Text.Encoding.ASCII.GetBytes(text), 0];
        return (tag, new TiffValue(TiffValue.Ascii, bytes.Length, bytes, IsLittleEndian: true));
    }

    /// <summary>The pages of a file.</summary>
    public static List<TiffDirectory> Pages(byte[] file) => TiffStructure.Read(file)!.Chain(100);
}
