using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Colorize.Imaging;
using NetVips;

namespace Colorize.Tests.Imaging;

/// <summary>Files that are too large, too slow, damaged or no images are refused, each for its own reason.</summary>
public sealed class UnreadableImageTests
{
    private static readonly ImageLimits Limits = new();

    [Fact]
    public void Floating_point_samples_are_refused_plainly()
    {
        using Image grey = TestImages.Grey(20, 20);
        using Image real = grey.Cast(Enums.BandFormat.Float);
        ImageRejectedException exception = Assert.Throws<ImageRejectedException>(() => Decode(real.TiffsaveBuffer(), "scan.tif"));
        Assert.Equal(RejectionReason.UnsupportedFormat, exception.Reason);
        Assert.Contains("scan.tif", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_checked_from_the_header()
    {
        using Image grey = TestImages.Grey(400, 300);
        byte[] file = grey.PngsaveBuffer();
        Assert.Equal(RejectionReason.TooManyBytes, Refusal(file, new ImageLimits { MaxBytes = file.Length - 1 }));
        Assert.Equal(RejectionReason.TooManyPixels, Refusal(file, new ImageLimits { MaxPixels = 119_999 }));
        Assert.Equal(RejectionReason.SideTooLong, Refusal(file, new ImageLimits { MaxSide = 399 }));
        Assert.Equal(RejectionReason.Empty, Refusal([], Limits));
    }

    [Fact]
    public void A_header_that_claims_millions_of_pixels_is_refused_before_decoding()
    {
        using Image grey = TestImages.Grey(8, 8);
        byte[] file = grey.PngsaveBuffer();
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 60_000);
        uint crc = Crc32.HashToUInt32(file.AsSpan(12, 17));
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), crc);
        Assert.Equal(RejectionReason.SideTooLong, Refusal(file, Limits));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", RejectionReason.UnsupportedFormat)]
    [InlineData("%PDF-1.7", RejectionReason.UnsupportedFormat)]
    [InlineData("just some text in a file that is named photo.jpg", RejectionReason.UnknownFormat)]
    public void Other_content_is_refused_whatever_its_name(string content, RejectionReason reason)
    {
        ImageRejectedException exception = Assert.Throws<ImageRejectedException>(
            () => ImageReader.Open(Encoding.UTF8.GetBytes(content), "photo.jpg", Limits).Dispose());
        Assert.Equal(reason, exception.Reason);
        Assert.Contains("photo.jpg", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ImageReaderTests.Formats), MemberType = typeof(ImageReaderTests))]
    public void A_file_that_ends_early_is_refused_as_damaged(string extension, ImageFormat format)
    {
        using Image quarters = TestImages.Quarters(640, 480);
        byte[] file = quarters.WriteToBuffer(extension);
        ImageRejectedException exception = Assert.Throws<ImageRejectedException>(
            () => Decode(file[..(file.Length * 3 / 5)], "torn"));
        Assert.Equal(RejectionReason.Corrupt, exception.Reason);
        Assert.Contains(format.Name(), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_stops_the_decoder()
    {
        using Image quarters = TestImages.Quarters(6000, 6000);
        using OpenedImage opened = ImageReader.Open(quarters.PngsaveBuffer(compression: 1), "large.png", Limits);
        using var cancel = new CancellationTokenSource(millisecondsDelay: 5);
        Assert.ThrowsAny<OperationCanceledException>(() => opened.Decode(cancel.Token).Dispose());
    }

    [Fact]
    public void Decoding_that_takes_too_long_is_stopped_and_refused()
    {
        using Image quarters = TestImages.Quarters(6000, 6000);
        var impatient = new ImageLimits { ProcessingTime = TimeSpan.FromMilliseconds(5) };
        using OpenedImage opened = ImageReader.Open(quarters.PngsaveBuffer(compression: 1), "large.png", impatient);
        ImageRejectedException exception = Assert.Throws<ImageRejectedException>(
            () => opened.Decode(TestContext.Current.CancellationToken).Dispose());
        Assert.Equal(RejectionReason.TooSlow, exception.Reason);
    }

    [Fact]
    public void The_machine_s_own_faults_are_not_blamed_on_the_file()
    {
        Exception error = CodecFailure.Judge("grayscale/good.webp", ImageFormat.WebP, neededBytes: 1L << 60, missingRows: null);
        Assert.IsType<IOException>(error);
        Assert.StartsWith("grayscale/good.webp could not be worked on with this machine: ", error.Message, StringComparison.Ordinal);
    }

    private static RejectionReason Refusal(byte[] file, ImageLimits limits) =>
        Assert.Throws<ImageRejectedException>(() => ImageReader.Open(file, "photo", limits).Dispose()).Reason;

    private static void Decode(byte[] file, string name)
    {
        using OpenedImage opened = ImageReader.Open(file, name, Limits);
        using DecodedPicture decoded = opened.Decode(TestContext.Current.CancellationToken);
    }
}
