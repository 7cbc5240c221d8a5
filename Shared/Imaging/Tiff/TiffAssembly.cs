using Colorize.Imaging.Metadata;

namespace Colorize.Imaging.Tiff;

/// <summary>
/// Puts the pages in colour together to a TIFF, with what people wrote into the pages that came in: captions, people, places, dates,
/// resolution, EXIF, IPTC and XMP. A page that was not read stays as it was.
/// </summary>
internal static class TiffAssembly
{
    private const long NoOrientation = 1;

    private static readonly HashSet<ushort> Kept =
    [
        TiffTag.NewSubfileType, TiffTag.DocumentName, TiffTag.ImageDescription, TiffTag.Make, TiffTag.Model, TiffTag.XResolution,
        TiffTag.YResolution, TiffTag.PageName, TiffTag.ResolutionUnit, TiffTag.PageNumber, TiffTag.Software, TiffTag.DateTime,
        TiffTag.Artist, TiffTag.HostComputer, TiffTag.Copyright,

        // Rating, and Windows' title, comment, author, keywords and subject.
        18246, 18249, 40091, 40092, 40093, 40094, 40095,

        // Where on Earth a map or an aerial photograph lies (GeoTIFF, GDAL).
        33550, 33922, 34264, 34735, 34736, 34737, 42112, 42113,
    ];

    private static readonly HashSet<ushort> FromEncoder =
    [
        TiffTag.ImageWidth, TiffTag.ImageLength, TiffTag.BitsPerSample, TiffTag.Compression, TiffTag.Photometric, TiffTag.SamplesPerPixel,
        TiffTag.RowsPerStrip, TiffTag.PlanarConfiguration, TiffTag.Predictor, TiffTag.ExtraSamples, TiffTag.SampleFormat,
        TiffTag.JpegTables, TiffTag.YcbcrSubsampling, TiffTag.YcbcrPositioning, TiffTag.ReferenceBlackWhite, TiffTag.YcbcrCoefficients,
    ];

    /// <summary>The file of all pages.</summary>
    /// <param name="source">The file that came in.</param>
    /// <param name="encoded">Its pages in colour, each a TIFF of one page, and whether width and height have been swapped.</param>
    public static byte[] Join(TiffFile source, IReadOnlyDictionary<TiffDirectory, (byte[] Tiff, bool IsTurned)> encoded)
    {
        // Samples of 8 bits go into any file; makers' notes in EXIF need the byte order that they came in.
        bool isDeep = encoded.Keys.Any(page => page.Number(TiffTag.BitsPerSample, 1) > 8);
        using var writer = new TiffWriter(isDeep ? BitConverter.IsLittleEndian : source.Structure.IsLittleEndian);
        foreach (TiffDirectory page in source.Pages)
        {
            TiffPage? joined = encoded.TryGetValue(page, out (byte[] Tiff, bool IsTurned) colored)
                ? InColor(source.Structure, page, colored.Tiff, colored.IsTurned)
                : TiffPage.From(source.Structure, page, tag => tag is not (TiffTag.SubIfds or TiffTag.ExifIfd or TiffTag.GpsIfd));
            if (joined is not null)
            {
                writer.Add(joined);
            }
        }

        return writer.ToArray();
    }

    private static TiffPage InColor(TiffStructure source, TiffDirectory page, byte[] encoded, bool isTurned)
    {
        TiffStructure own = TiffStructure.Read(encoded)!;
        TiffPage joined = TiffPage.From(own, own.Directory(own.First)!, FromEncoder.Contains)!;
        foreach ((ushort tag, TiffValue value) in page.Fields.Where(field => Kept.Contains(field.Key)))
        {
            joined.Fields[tag] = value;
        }

        if (isTurned)
        {
            Swap(joined.Fields, TiffTag.XResolution, TiffTag.YResolution);
        }

        if (page.Number(TiffTag.Orientation, 0) >= NoOrientation)
        {
            joined.Fields[TiffTag.Orientation] = TiffValue.OfShort((ushort)NoOrientation, source.IsLittleEndian);
        }

        AddBlocks(joined, page, isTurned);
        AddExif(joined, source, page, isTurned);
        return joined;
    }

    // IPTC is a row of bytes, though many writers declare it as LONG: what must never be turned to another byte order.
    private static void AddBlocks(TiffPage joined, TiffDirectory page, bool isTurned)
    {
        Add(TiffTag.Iptc, TiffValue.Undefined, bytes => bytes.ToArray());
        Add(TiffTag.Photoshop, TiffValue.ByteType, bytes => PhotoshopResources.Edit(bytes.Span));
        Add(TiffTag.Xmp, TiffValue.ByteType, bytes => XmpEditor.Edit(bytes, isTurned));

        void Add(ushort tag, ushort type, Func<ReadOnlyMemory<byte>, byte[]?> edit)
        {
            if (page.Fields.TryGetValue(tag, out TiffValue? value) && edit(value.Bytes) is { Length: > 0 } edited)
            {
                joined.Fields[tag] = new TiffValue(type, edited.Length, edited, value.IsLittleEndian);
            }
        }
    }

    private static void AddExif(TiffPage joined, TiffStructure source, TiffDirectory page, bool isTurned)
    {
        const ushort SrgbSpace = 1;
        if (Child(source, page, TiffTag.GpsIfd) is (_, TiffPage gps))
        {
            joined.Children[TiffTag.GpsIfd] = gps;
        }

        if (Child(source, page, TiffTag.ExifIfd) is not (TiffDirectory directory, TiffPage exif))
        {
            return;
        }

        joined.Children[TiffTag.ExifIfd] = exif;
        if (exif.Fields.ContainsKey(TiffTag.ColorSpace))
        {
            exif.Fields[TiffTag.ColorSpace] = TiffValue.OfShort(SrgbSpace, source.IsLittleEndian);
        }

        if (isTurned)
        {
            Swap(exif.Fields, TiffTag.PixelXDimension, TiffTag.PixelYDimension);
        }

        if (Child(source, directory, TiffTag.InteropIfd) is (_, TiffPage interoperability))
        {
            exif.Fields.Remove(TiffTag.InteropIfd);
            exif.Children[TiffTag.InteropIfd] = interoperability;
            interoperability.Fields[TiffTag.InteropIndex] = new TiffValue(TiffValue.Ascii, 4, "R98\0"u8.ToArray(), source.IsLittleEndian);
        }
    }

    private static (TiffDirectory Directory, TiffPage Page)? Child(TiffStructure source, TiffDirectory parent, ushort tag)
    {
        if (source.Children(parent, tag).FirstOrDefault() is not { } directory)
        {
            return null;
        }

        var page = new TiffPage();
        foreach ((ushort field, TiffValue value) in directory.Fields)
        {
            page.Fields[field] = value;
        }

        return (directory, page);
    }

    private static void Swap(Dictionary<ushort, TiffValue> fields, ushort first, ushort second)
    {
        if (fields.TryGetValue(first, out TiffValue? one) && fields.TryGetValue(second, out TiffValue? other))
        {
            (fields[first], fields[second]) = (other, one);
        }
    }
}
