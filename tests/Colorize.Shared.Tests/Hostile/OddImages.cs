using System.Globalization;
using NetVips;
using static Colorize.Tests.Hostile.HostileCase;
using static Colorize.Tests.Hostile.ImageFiles;

namespace Colorize.Tests.Hostile;

/// <summary>Files that are right, though few programs write them. All must be colorized.</summary>
internal static class OddImages
{
    /// <summary>
    /// A gradient of 96×64 by libjpeg-turbo's cjpeg -arithmetic: libvips does not write this coding (ITU-T T.81, annex D).
    /// </summary>
    private const string ArithmeticJpeg =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/" +
        "2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/yQARCABAAGADASIAAhEBAxEB/8wA" +
        "CgAQEAUBEBEF/9oADAMBAAIRAxEAPwD/AJ/PHZefv3eBYWeV1GBe5rmcN38j3b//AITWcb/zZdzcUF5bghQhNtMCw1xR2b0Rv7UpdIe0jOw35CucKZ6Cbg/Z" +
        "6yjEBoAPaKA3c+RcTyJ276mZ5GyTA3phIyYMNfb66iP7n1sAHBIhLmo0+4tuOI/IUoj20dnEA3Uz/SGeW4R0yJtZjiIdJBvwhFk5e4rtGl1Ai+z/2Q==";

    public static IEnumerable<HostileCase> All() =>
        [.. Jpegs(), .. Pngs(), .. Tiffs(), .. Others(), .. Sizes(), .. Orientations(), .. Profiles(), .. Names()];

    private static IEnumerable<HostileCase> Jpegs()
    {
        using Image photo = Photo();
        using Image grey = photo.Colourspace(Enums.Interpretation.Bw);
        using Image cmyk = photo.Colourspace(Enums.Interpretation.Cmyk);
        yield return Usual("progressive.jpg", photo.JpegsaveBuffer(interlace: true));
        yield return Usual("grey.jpg", grey.JpegsaveBuffer());
        yield return Usual("grey-progressive.jpg", grey.JpegsaveBuffer(interlace: true));
        yield return Usual("cmyk.jpg", cmyk.JpegsaveBuffer());
        yield return Usual("cmyk-full-chroma.jpg", cmyk.JpegsaveBuffer(subsampleMode: Enums.ForeignSubsample.Off));
        yield return Usual("ycck.jpg", AsYcck(cmyk.JpegsaveBuffer()));
        yield return Usual("arithmetic.jpg", Convert.FromBase64String(ArithmeticJpeg));
        yield return Usual("quality-1.jpg", photo.JpegsaveBuffer(q: 1));
        yield return Usual("quality-100.jpg", photo.JpegsaveBuffer(q: 100));
        yield return Usual("restart-markers.jpg", photo.JpegsaveBuffer(restartInterval: 2));
        yield return Usual("optimized-huffman.jpg", photo.JpegsaveBuffer(optimizeCoding: true));
    }

    private static IEnumerable<HostileCase> Pngs()
    {
        using Image photo = Photo();
        using Image grey = photo.Colourspace(Enums.Interpretation.Bw);
        using Image deep = photo.Colourspace(Enums.Interpretation.Rgb16);
        using Image deepGrey = photo.Colourspace(Enums.Interpretation.Grey16);
        using Image alpha = photo.Bandjoin(128);
        using Image greyAlpha = grey.Bandjoin(0);
        yield return Usual("adam7.png", photo.PngsaveBuffer(interlace: true));
        yield return Usual("palette.png", photo.PngsaveBuffer(palette: true));
        yield return Usual("palette-with-transparency.png", alpha.PngsaveBuffer(palette: true));
        yield return Usual("alpha.png", alpha.PngsaveBuffer());
        yield return Usual("grey-alpha.png", greyAlpha.PngsaveBuffer());
        yield return Usual("grey.png", grey.PngsaveBuffer());
        yield return Usual("16-bit.png", deep.PngsaveBuffer());
        yield return Usual("16-bit-grey.png", deepGrey.PngsaveBuffer());
        yield return Usual("16-bit-adam7.png", deep.PngsaveBuffer(interlace: true));
        foreach (int depth in (int[])[1, 2, 4])
        {
            yield return Usual($"{depth}-bit.png", grey.PngsaveBuffer(bitdepth: depth));
        }
    }

    private static IEnumerable<HostileCase> Tiffs()
    {
        using Image photo = Photo();
        using Image grey = photo.Colourspace(Enums.Interpretation.Bw);
        using Image deep = photo.Colourspace(Enums.Interpretation.Rgb16);
        using Image deepGrey = photo.Colourspace(Enums.Interpretation.Grey16);
        using Image lab = photo.Colourspace(Enums.Interpretation.Cmyk);
        yield return Usual("lzw.tif", photo.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw));
        yield return Usual("deflate-predictor.tif", photo.TiffsaveBuffer(
            compression: Enums.ForeignTiffCompression.Deflate, predictor: Enums.ForeignTiffPredictor.Horizontal));
        yield return Usual("packbits.tif", photo.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Packbits));
        yield return Usual("jpeg-in.tif", photo.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg));
        yield return Usual("fax.tif", grey.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Ccittfax4, bitdepth: 1));
        yield return Usual("tiled.tif", photo.TiffsaveBuffer(tile: true, tileWidth: 32, tileHeight: 32));
        yield return Usual("pyramid.tif", photo.TiffsaveBuffer(tile: true, tileWidth: 32, tileHeight: 32, pyramid: true));
        yield return Usual("big.tif", photo.TiffsaveBuffer(bigtiff: true));
        yield return Usual("white-is-zero.tif", grey.TiffsaveBuffer(miniswhite: true));
        yield return Usual("1-bit.tif", grey.TiffsaveBuffer(bitdepth: 1));
        yield return Usual("16-bit.tif", deep.TiffsaveBuffer());
        yield return Usual("16-bit-grey-lzw.tif", deepGrey.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw));
        yield return Usual("cmyk.tif", lab.TiffsaveBuffer());
        yield return Usual("pages.tif", Frames(".tif"));
    }

    private static IEnumerable<HostileCase> Others()
    {
        using Image photo = Photo();
        using Image alpha = photo.Bandjoin(40);
        yield return Usual("lossless.webp", photo.WebpsaveBuffer(lossless: true));
        yield return Usual("alpha.webp", alpha.WebpsaveBuffer());
        yield return Usual("interlaced.gif", photo.GifsaveBuffer(interlace: true));
        yield return Usual("transparent.gif", alpha.GifsaveBuffer());
        yield return Usual("two-colours.gif", photo.GifsaveBuffer(bitdepth: 1));
        yield return Usual("lossless.avif", photo.HeifsaveBuffer(lossless: true, compression: Enums.ForeignHeifCompression.Av1));
        yield return Usual("10-bit.avif", photo.HeifsaveBuffer(bitdepth: 10, compression: Enums.ForeignHeifCompression.Av1));
        yield return Usual("alpha.avif", alpha.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1));
    }

    private static IEnumerable<HostileCase> Sizes()
    {
        foreach ((int width, int height) in ((int, int)[])[(1, 1), (1, 10_000), (10_000, 1), (2, 3), (127, 129), (1, 128)])
        {
            using Image photo = Imaging.TestImages.Quarters(width, height);
            yield return Colorized($"{width}x{height}.png", photo.PngsaveBuffer(), width, height);
            yield return Colorized($"{width}x{height}.jpg", photo.JpegsaveBuffer(), width, height);
        }
    }

    private static IEnumerable<HostileCase> Orientations()
    {
        const int FirstTurned = 5;
        using Image photo = Photo();
        foreach (string extension in (string[])[".jpg", ".tif", ".webp"])
        {
            for (int orientation = 1; orientation <= 8; orientation++)
            {
                int value = orientation;
                using Image turned = photo.Mutate(image => image.Set(GValue.GIntType, "orientation", value));
                bool swapped = orientation >= FirstTurned;
                yield return Colorized(
                    string.Create(CultureInfo.InvariantCulture, $"orientation-{orientation}{extension}"),
                    turned.WriteToBuffer(extension),
                    swapped ? Height : Width,
                    swapped ? Width : Height);
            }
        }
    }

    private static IEnumerable<HostileCase> Profiles()
    {
        using Image photo = Photo();
        using Image grey = photo.Colourspace(Enums.Interpretation.Bw);
        using Image wide = photo.IccTransform("p3", inputProfile: "srgb");
        byte[] noise = new byte[500];
        new Random(5).NextBytes(noise);
        using Image brokenIcc = photo.Mutate(image => image.Set(GValue.BlobType, "icc-profile-data", noise));
        using Image brokenExif = photo.Mutate(image => image.Set(GValue.BlobType, "exif-data", noise));
        using Image colourProfileOnGrey = grey.Mutate(
            image => image.Set(GValue.BlobType, "icc-profile-data", wide.Get("icc-profile-data")));
        yield return Usual("display-p3.png", wide.PngsaveBuffer());
        yield return Usual("display-p3.jpg", wide.JpegsaveBuffer());
        yield return Usual("broken-icc.png", brokenIcc.PngsaveBuffer());
        yield return Usual("broken-icc.jpg", brokenIcc.JpegsaveBuffer());
        yield return Usual("broken-exif.jpg", brokenExif.JpegsaveBuffer());
        yield return Usual("colour-profile-on-grey.jpg", colourProfileOnGrey.JpegsaveBuffer());
    }

    private static IEnumerable<HostileCase> Names()
    {
        byte[] png = Of(".png");
        yield return Usual("a png that says it is.jpg", png);
        yield return Usual("no extension", png);
        yield return Usual("много.точек.и.юникод.png", png);
        yield return Usual("100% # & +.png", png);
        yield return Usual("jpeg-then-zip.jpg", [.. Of(".jpg"), .. "PK\u0003\u0004 a polyglot"u8]);
        yield return Usual("png-then-html.png", [.. png, .. "<script>alert(1)</script>"u8]);
        yield return Usual("gif-then-script.gif", [.. Of(".gif"), .. "=1;alert(1)"u8]);
        yield return Usual("html-in-a-comment.jpg", [0xFF, 0xD8, 0xFF, 0xFE, 0, 27, .. "<script>alert(1)</script>"u8, .. Of(".jpg")[2..]]);
    }

    // Adobe's marker says in its last byte how the four inks are coded: 0 as they are, 2 as YCCK (Adobe technical note 5116).
    private static byte[] AsYcck(byte[] cmyk)
    {
        const int Transform = 11;
        cmyk[cmyk.AsSpan().IndexOf("Adobe"u8) + Transform] = 2;
        return cmyk;
    }

    private static HostileCase Usual(string name, byte[] content) => Colorized(name, content, Width, Height);
}
