using System.Buffers.Binary;
using System.IO.Hashing;
using Colorize.Imaging;
using static Colorize.Tests.Hostile.HostileCase;
using static Colorize.Tests.Hostile.ImageFiles;

namespace Colorize.Tests.Hostile;

/// <summary>Files that are damaged, no images at all, or made to exhaust whoever opens them. All must be refused.</summary>
internal static class BrokenImages
{
    public static IEnumerable<HostileCase> All() => [.. Torn(), .. NotImages(), .. Bombs(), .. Variants()];

    // Cut after the header, so that the file begins as it should, up to shortly before its end.
    private static IEnumerable<HostileCase> Torn()
    {
        const int Cuts = 12;
        foreach (string extension in Extensions)
        {
            byte[] file = Of(extension);
            for (int cut = 0; cut < Cuts; cut++)
            {
                int length = ImageSignature.Length + ((file.Length - ImageSignature.Length) * cut * 8 / (Cuts * 10));
                yield return Refused(
                    $"cut-at-{length}{extension}", file[..length], RejectionReason.Corrupt, RejectionReason.UnsupportedFormat);
            }

            yield return Refused(
                $"zeros-after-signature{extension}",
                [.. file[..ImageSignature.Length], .. new byte[4000]],
                RejectionReason.Corrupt, RejectionReason.UnsupportedFormat, RejectionReason.SideTooLong, RejectionReason.TooManyPixels);
        }
    }

    private static IEnumerable<HostileCase> NotImages()
    {
        yield return Refused("empty.jpg", [], RejectionReason.Empty);
        yield return Refused("one-byte.jpg", [0xFF], RejectionReason.UnknownFormat);
        yield return NotAnImage("zeros.png", new byte[1000]);
        yield return NotAnImage("text.jpg", "Dear archive, the photograph follows by post."u8);
        yield return NotAnImage("page.jpg", "<!doctype html><img src=x onerror=alert(1)>"u8);
        yield return Named("drawing.svg", [
            .. "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"u8,
            .. "<svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>"u8,
        ]);
        yield return Named("drawing.png", "<svg xmlns='http://www.w3.org/2000/svg'><image href='http://127.0.0.1/'/></svg>"u8);
        yield return Named("paper.pdf", "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj"u8);
        yield return Named("archive.jpg", "PK\u0003\u0004zip"u8);
        yield return NotAnImage("script.gif", "#!/bin/sh\nrm -rf /\n"u8);
        yield return NotAnImage("matrix.mat", "MATLAB 5.0 MAT-file, Platform: GLNXA64"u8);
        yield return Named("radiance.hdr", "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n"u8);
        yield return NotAnImage("numbers.csv", "1,2,3\n4,5,6\n"u8);
        yield return NotAnImage("vips.v", [0x08, 0xF2, 0xA6, 0xB6, .. new byte[100]]);
        yield return Refused("script-as.gif", "GIF89a/*"u8.ToArray(), RejectionReason.Corrupt);
        yield return Refused("movie.mp4", [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[50]], RejectionReason.UnsupportedFormat);
    }

    private static IEnumerable<HostileCase> Bombs()
    {
        RejectionReason[] tooLarge = [RejectionReason.SideTooLong, RejectionReason.TooManyPixels, RejectionReason.Corrupt];
        foreach ((uint width, uint height) in ((uint, uint)[])[(50_000, 50_000), (1, 500_000_000), (500_000_000, 1), (29_000, 29_000),
            (int.MaxValue, int.MaxValue), (0, 0)])
        {
            yield return Refused($"{width}x{height}.png", Png(width, height), tooLarge);
        }

        yield return Refused("65535x65535.gif", Gif(ushort.MaxValue, ushort.MaxValue), tooLarge);
        yield return Refused("50000x50000.gif", Gif(50_000, 50_000), tooLarge);
        yield return Refused("16777216x16777216.webp", WebP(0xFFFFFF, 0xFFFFFF), tooLarge);
        yield return Refused("50000x50000.webp", WebP(49_999, 49_999), tooLarge);
        yield return Refused("65500x65500.jpg", Jpeg(65_500, 65_500), tooLarge);
        yield return Refused("20000x20000.jpg", Jpeg(20_000, 20_000), tooLarge);
        yield return Refused("50000x50000.tif", Tiff(50_000, 50_000), tooLarge);
        yield return Refused("4294967295x1.tif", Tiff(uint.MaxValue, 1), tooLarge);
        yield return Refused("50000x50000.avif", Avif(50_000, 50_000), tooLarge);
    }

    private static IEnumerable<HostileCase> Variants()
    {
        yield return Refused("animated.gif", Frames(".gif"), RejectionReason.UnsupportedFormat);
        yield return Refused("animated.webp", Frames(".webp"), RejectionReason.UnsupportedFormat);
        yield return Refused("12-bit.jpg", TwelveBitJpeg.Create(12, 8), RejectionReason.UnsupportedFormat);

        byte[] lossless = Of(".jpg");
        lossless[StartOfFrame(lossless) + 1] = 0xC3;
        yield return Refused("lossless.jpg", lossless, RejectionReason.Corrupt, RejectionReason.UnsupportedFormat);

        using NetVips.Image photo = Photo();
        using NetVips.Image real = photo.Cast(NetVips.Enums.BandFormat.Float);
        using NetVips.Image complex = photo.Cast(NetVips.Enums.BandFormat.Complex);
        using NetVips.Image wide = photo.Cast(NetVips.Enums.BandFormat.Int);
        yield return Refused("float.tif", real.TiffsaveBuffer(), RejectionReason.UnsupportedFormat);
        yield return Refused("complex.tif", complex.TiffsaveBuffer(), RejectionReason.UnsupportedFormat, RejectionReason.Corrupt);
        yield return Refused("32-bit.tif", wide.TiffsaveBuffer(), RejectionReason.UnsupportedFormat);
    }

    private static HostileCase Named(string name, ReadOnlySpan<byte> content) =>
        Refused(name, content.ToArray(), RejectionReason.UnsupportedFormat);

    private static HostileCase NotAnImage(string name, ReadOnlySpan<byte> content) =>
        Refused(name, content.ToArray(), RejectionReason.UnknownFormat);

    private static byte[] Png(uint width, uint height)
    {
        byte[] file = Of(".png");
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), Crc32.HashToUInt32(file.AsSpan(12, 17)));
        return file;
    }

    // Both the screen and its first frame claim the size; of a screen alone that is too large for its frames, decoders take no notice.
    private static byte[] Gif(ushort width, ushort height)
    {
        byte[] file = Of(".gif");
        int frame = file.AsSpan().IndexOf<byte>([(byte)',', 0, 0, 0, 0, Width, 0, Height, 0]);
        foreach (int at in (int[])[6, frame + 5])
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), width);
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + 2), height);
        }

        return file;
    }

    // RFC 9649, 2.7: the extended header claims a canvas, in 24 bits less one.
    private static byte[] WebP(int widthLessOne, int heightLessOne)
    {
        byte[] inner = Of(".webp")[12..];
        byte[] canvas = new byte[18];
        "VP8X"u8.CopyTo(canvas);
        canvas[4] = 10;
        for (int i = 0; i < 3; i++)
        {
            canvas[12 + i] = (byte)(widthLessOne >> (8 * i));
            canvas[15 + i] = (byte)(heightLessOne >> (8 * i));
        }

        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, 4 + canvas.Length + inner.Length);
        return [.. "RIFF"u8, .. length, .. "WEBP"u8, .. canvas, .. inner];
    }

    private static byte[] Jpeg(ushort width, ushort height)
    {
        byte[] file = Of(".jpg");
        int frame = StartOfFrame(file);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), width);
        return file;
    }

    private static int StartOfFrame(byte[] jpeg) => jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC0]);

    // A directory of the fields that a grey image needs, and one byte of data (TIFF 6.0, section 2).
    private static byte[] Tiff(uint width, uint height)
    {
        (ushort Tag, ushort Type, uint Value)[] fields =
            [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 200), (277, 3, 1), (278, 4, height),
                (279, 4, 1)];
        byte[] file = new byte[201];
        "II*\0"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), 8);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)fields.Length);
        for (int i = 0; i < fields.Length; i++)
        {
            Span<byte> entry = file.AsSpan(10 + (12 * i));
            BinaryPrimitives.WriteUInt16LittleEndian(entry, fields[i].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], fields[i].Type);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], 1);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], fields[i].Value);
        }

        return file;
    }

    private static byte[] Avif(uint width, uint height)
    {
        byte[] file = Of(".avif");
        int extents = file.AsSpan().IndexOf("ispe"u8);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(extents + 8), width);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(extents + 12), height);
        return file;
    }
}
