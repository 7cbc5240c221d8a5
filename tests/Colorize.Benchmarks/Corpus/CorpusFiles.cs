using NetVips;

namespace Colorize.Benchmarks.Corpus;

/// <summary>Large files of each format and kind, drawn here: a photograph with grain, or noise, which no codec can make smaller.</summary>
internal static class CorpusFiles
{
    /// <summary>Pixels of each, where its name says no other.</summary>
    public const int Megapixels = 12;

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["grey.jpg"] = () => Photo(1).JpegsaveBuffer(q: 90),
        ["colour.jpg"] = () => Photo(3).JpegsaveBuffer(q: 90),
        ["turned.jpg"] = () => Turned(Photo(3)).JpegsaveBuffer(q: 90),
        ["progressive.jpg"] = () => Photo(3).JpegsaveBuffer(q: 90, interlace: true),
        ["grey.png"] = () => Photo(1).PngsaveBuffer(compression: 1),
        ["colour.png"] = () => Photo(3).PngsaveBuffer(compression: 1),
        ["alpha.png"] = () => Photo(4).PngsaveBuffer(compression: 1),
        ["16-bit.png"] = () => Deep(Photo(3)).PngsaveBuffer(compression: 1),
        ["16-bit-interlaced-noise.png"] = () => Deep(Noise(3)).PngsaveBuffer(compression: 1, interlace: true),
        ["grey.tif"] = () => Photo(1).TiffsaveBuffer(),
        ["colour-deflate.tif"] = () => Photo(3).TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate),
        ["16-bit.tif"] = () => Deep(Photo(3)).TiffsaveBuffer(),
        ["tiles.tif"] = () => Photo(3).TiffsaveBuffer(tile: true),
        ["jpeg.tif"] = () => Photo(3).TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg),
        ["lossy.webp"] = () => Photo(3).WebpsaveBuffer(effort: 0),
        ["lossless-alpha.webp"] = () => Photo(4).WebpsaveBuffer(lossless: true, effort: 0),
        ["lossless-noise.webp"] = () => Noise(3).WebpsaveBuffer(lossless: true, effort: 0),
        ["8-bit.avif"] = () => Avif(Photo(3), 8),
        ["10-bit-alpha.avif"] = () => Avif(Photo(4), 10),
        ["8-bit-noise.avif"] = () => Avif(Noise(3), 8),
        ["grey.gif"] = () => Photo(1).GifsaveBuffer(effort: 1),
        ["noise.gif"] = () => Noise(3).GifsaveBuffer(effort: 1),
        ["colour.bmp"] = () => Colorize.Imaging.Portable.BmpWriter.Encode(Imaging.PixelBuffer.From(Photo(3)), alpha: null),
        ["16-bit.ppm"] = () => Colorize.Imaging.Portable.PnmWriter.Encode(Imaging.PixelBuffer.From(Deep(Photo(3)))),
    };

    private static Image Photo(int bands)
    {
        using Image cloud = Image.Perlin(4000, 3000, cellSize: 96, seed: 3);
        using Image grain = Image.Gaussnoise(4000, 3000, sigma: 4, mean: 0, seed: 4);
        return Bands(((cloud * 110) + 128 + grain).Cast(Enums.BandFormat.Uchar), bands);
    }

    private static Image Noise(int bands)
    {
        using Image noise = Image.Gaussnoise(4000, 3000, sigma: 60, mean: 128, seed: 5);
        return Bands(noise.Cast(Enums.BandFormat.Uchar), bands);
    }

    private static Image Bands(Image grey, int bands) => bands == 1
        ? grey.Copy(interpretation: Enums.Interpretation.Bw)
        : grey.Bandjoin(
            [.. new[] { grey.Rot180(), grey.Flip(Enums.Direction.Horizontal), grey.Flip(Enums.Direction.Vertical) }.Take(bands - 1)])
            .Copy(interpretation: Enums.Interpretation.Srgb);

    private static Image Deep(Image image) => image.Linear([257], [0]).Cast(Enums.BandFormat.Ushort).Copy(
        interpretation: Enums.Interpretation.Rgb16);

    private static Image Turned(Image image) => image.Mutate(photo => photo.Set(GValue.GIntType, "orientation", 6));

    private static byte[] Avif(Image image, int bits) => image.HeifsaveBuffer(
        q: 90, bitdepth: bits, compression: Enums.ForeignHeifCompression.Av1, effort: 0, subsampleMode: Enums.ForeignSubsample.Off);
}
