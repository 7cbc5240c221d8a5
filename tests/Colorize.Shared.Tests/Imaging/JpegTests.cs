using Colorize.Imaging;
using Colorize.Imaging.Jpeg;
using Colorize.Imaging.Tiff;
using Colorize.Tests.Hostile;
using NetVips;

namespace Colorize.Tests.Imaging;

/// <summary>Whole JPEGs are read, whatever stands round the picture; of damaged ones, it is said how much is missing.</summary>
public sealed class JpegTests
{
    private static readonly byte[] EndMarker = [0xFF, 0xD9];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_missing_end_marker_alone_is_no_damage(bool isProgressive)
    {
        byte[] file = Photo(isProgressive);
        Assert.Equal(Pixels(file), Pixels(file[..^2]));
    }

    [Fact]
    public void Bytes_that_belong_to_nothing_are_no_damage()
    {
        byte[] file = Photo(isProgressive: true);
        int scan = file.AsSpan().LastIndexOf<byte>([0xFF, 0xDA]);
        Assert.Equal(Pixels(file), Pixels([.. file[..scan], 1, 2, 3, .. file[scan..], .. "PK\u0003\u0004"u8]));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.6)]
    public void A_wreck_is_refused_with_the_share_that_is_missing(double rest)
    {
        byte[] file = TallPhoto();
        int scan = file.AsSpan().IndexOf<byte>([0xFF, 0xDA]);
        byte[] wreck = [.. file[..(scan + (int)((file.Length - scan) * rest))], .. EndMarker];
        ImageRejectedException refusal = Assert.Throws<ImageRejectedException>(() => Pixels(wreck));
        Assert.Equal(RejectionReason.Corrupt, refusal.Reason);
        int share = int.Parse(
            System.Text.RegularExpressions.Regex.Match(refusal.Message, @"(\d+) % of its rows").Groups[1].Value,
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(share, ((1 - rest) * 100) - 15, ((1 - rest) * 100) + 15);
    }

    [Fact]
    public void A_picture_that_misses_its_last_rows_alone_is_read()
    {
        byte[] file = TallPhoto();
        byte[] whole = Pixels(file), torn = Pixels([.. file[..^(file.Length / 200)], .. EndMarker]);
        Assert.Equal(whole.Length, torn.Length);
        Assert.Equal(whole[..(whole.Length * 9 / 10)], torn[..(whole.Length * 9 / 10)]);
    }

    [Fact]
    public void Scans_are_counted_before_anything_is_decoded()
    {
        byte[] file = WithScans(101);
        ImageRejectedException refusal = Assert.Throws<ImageRejectedException>(
            () => ImageReader.Open(file, "scans.jpg", new ImageLimits()).Dispose());
        Assert.Equal(RejectionReason.TooSlow, refusal.Reason);
        Assert.Equal(
            "scans.jpg is a JPEG of 101 scans; at most 100 are decoded (Colorize__Limits__MaxScans). Save it anew and upload that.",
            refusal.Message);
        ImageReader.Open(file, "scans.jpg", new ImageLimits { MaxScans = 101 }).Dispose();
    }

    [Fact]
    public void Scans_of_a_JPEG_within_a_TIFF_are_counted_too()
    {
        TiffPage page = TiffFiles.Page(6, [1, 2, 3], 8, TiffFiles.Field(TiffTag.Compression, 7)) with { Data = [WithScans(101)] };
        ImageRejectedException refusal = Assert.Throws<ImageRejectedException>(
            () => ImageReader.Open(TiffFiles.File(page), "scans.tif", new ImageLimits()).Dispose());
        Assert.Equal(RejectionReason.TooSlow, refusal.Reason);
    }

    [Theory]
    [InlineData(0x00000, false)]
    [InlineData(0x10001, false)]
    [InlineData(0x20002, true)]
    [InlineData(0x20003, true)]
    public void Further_views_are_not_lost_without_a_word_but_previews_and_gain_maps_are(int type, bool isRefused)
    {
        byte[] entries = new byte[32];
        (entries[0], entries[1], entries[2]) = (0, 0, 3);
        BitConverter.GetBytes(type).CopyTo(entries, 16);
        using var writer = new TiffWriter(isLittleEndian: true);
        writer.Add(new() { Fields = { [0xB002] = new(TiffValue.Undefined, 32, entries, true) } });
        byte[] index = [.. "MPF\0"u8, .. writer.ToArray()];
        byte[] photo = Photo(isProgressive: false);
        byte[] file = [0xFF, 0xD8, 0xFF, 0xE2, 0, (byte)(index.Length + 2), .. index, .. photo[2..], .. photo];
        if (isRefused)
        {
            ImageRejectedException refusal = Assert.Throws<ImageRejectedException>(() => Pixels(file));
            Assert.Contains("with several views (MPO)", refusal.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(Pixels(photo), Pixels(file));
        }
    }

    [Fact]
    public async Task Each_of_many_failures_at_once_is_judged_by_its_own_file()
    {
        byte[] torn = Photo(isProgressive: false), webP = ImageFiles.Of(".webp"), png = ImageFiles.Of(".png");
        (byte[] File, string Format)[] files =
            [([.. torn[..(torn.Length / 2)], .. EndMarker], "JPEG"), (webP[..^200], "WebP"), (png[..^200], "PNG")];
        string[] messages = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Task.Run(
            async () => (await Neutral.RefusalAsync(files[i % files.Length].File, $"file-{i}")).Message,
            TestContext.Current.CancellationToken)));
        for (int i = 0; i < messages.Length; i++)
        {
            Assert.StartsWith(
                $"file-{i} is a damaged or incomplete {files[i % files.Length].Format} file", messages[i], StringComparison.Ordinal);
        }
    }

    // Of even detail, so that bytes and rows are in proportion.
    private static byte[] TallPhoto()
    {
        using Image noise = Image.Gaussnoise(400, 1000, sigma: 20, mean: 128, seed: 2);
        using Image photo = noise.Cast(Enums.BandFormat.Uchar);
        return photo.JpegsaveBuffer(q: 90);
    }

    private static byte[] Photo(bool isProgressive)
    {
        using Image photo = ImageFiles.Photo();
        return photo.JpegsaveBuffer(q: 90, interlace: isProgressive, keep: Enums.ForeignKeep.None);
    }

    // The last scan of a progressive JPEG, again and again.
    private static byte[] WithScans(int count)
    {
        byte[] file = Photo(isProgressive: true);
        int scan = file.AsSpan().LastIndexOf<byte>([0xFF, 0xDA]);
        int own = JpegFile.Read(file).Scans;
        return [.. file[..^2], .. Enumerable.Repeat(file[scan..^2], count - own).SelectMany(bytes => bytes), .. EndMarker];
    }

    private static byte[] Pixels(byte[] file)
    {
        using OpenedImage opened = ImageReader.Open(file, "photo.jpg", new ImageLimits());
        using DecodedPicture picture = opened.Decode(TestContext.Current.CancellationToken);
        return [.. Enumerable.Range(0, picture.Colors.Height).SelectMany(y => picture.Colors.Row8(y).ToArray())];
    }
}
