using System.ComponentModel.DataAnnotations;

namespace Colorize.Imaging;

/// <summary>What an image may ask for. The limits are checked from the file's size and header, before any pixel is decoded.</summary>
public sealed class ImageLimits
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Colorize:Limits";

    /// <summary>The largest file, in bytes. Default: 128 MiB, so that an uncompressed A4 page at 600 dpi passes.</summary>
    [Range(1, 1L << 30)]
    public long MaxBytes { get; set; } = 128L << 20;

    /// <summary>The largest image, in pixels (width times height, all pages together). Default: 100 million.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxPixels { get; set; } = 100_000_000;

    /// <summary>The longest side, in pixels. Default: 30,000.</summary>
    [Range(1, 65_500)]
    public int MaxSide { get; set; } = 30_000;

    /// <summary>The most pages that a TIFF may have. Default: 200.</summary>
    [Range(1, 10_000)]
    public int MaxPages { get; set; } = 200;

    /// <summary>
    /// The most scans that a JPEG may have. A progressive one has about ten; the decoder walks over the whole picture with each.
    /// Default: 100.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxScans { get; set; } = 100;

    /// <summary>
    /// The longest time that one photograph may take to decode, paint and encode, all pages together. Default: 30 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ProcessingTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Memory that decoders, pixels and encoders may take at once, in bytes, over all images in work. An image that needs more goes alone.
    /// Default: 512 MiB.
    /// </summary>
    [Range(1 << 20, 1L << 40)]
    public long DecodedBytesInFlight { get; set; } = 512L << 20;

    /// <summary>Refuses a file that is too large or empty.</summary>
    /// <param name="name">The name to use in the message.</param>
    /// <param name="bytes">The file's size.</param>
    /// <exception cref="ImageRejectedException">The file is empty or larger than <see cref="MaxBytes"/>.</exception>
    public void CheckBytes(string name, long bytes)
    {
        if (bytes == 0)
        {
            throw new ImageRejectedException(RejectionReason.Empty, $"{name} is empty (0 bytes). Upload the image again.");
        }

        if (bytes > MaxBytes)
        {
            throw new ImageRejectedException(
                RejectionReason.TooManyBytes,
                $"{name} has {bytes:N0} bytes; at most {MaxBytes:N0} are allowed (Colorize__Limits__MaxBytes).");
        }
    }

    /// <summary>Refuses an image whose header claims too many pixels or too long a side.</summary>
    /// <param name="name">The name to use in the message.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <exception cref="ImageRejectedException">The image is too large.</exception>
    public void CheckDimensions(string name, int width, int height)
    {
        if (width > MaxSide || height > MaxSide)
        {
            throw new ImageRejectedException(
                RejectionReason.SideTooLong,
                $"{name} is {width:N0}×{height:N0} pixels; a side may have at most {MaxSide:N0} (Colorize__Limits__MaxSide).");
        }

        if ((long)width * height > MaxPixels)
        {
            throw new ImageRejectedException(
                RejectionReason.TooManyPixels,
                $"{name} is {width:N0}×{height:N0} pixels; at most {MaxPixels:N0} in all are allowed (Colorize__Limits__MaxPixels).");
        }
    }

    /// <summary>Refuses a file whose pages have too many pixels together.</summary>
    /// <param name="name">The name to use in the message.</param>
    /// <param name="pixels">The pixels of all pages.</param>
    /// <exception cref="ImageRejectedException">There are more than <see cref="MaxPixels"/>.</exception>
    public void CheckPixels(string name, long pixels)
    {
        if (pixels > MaxPixels)
        {
            throw new ImageRejectedException(
                RejectionReason.TooManyPixels,
                $"{name} has pages of {pixels:N0} pixels together; at most {MaxPixels:N0} are allowed (Colorize__Limits__MaxPixels).");
        }
    }

    /// <summary>Refuses a picture whose encoder could not be stopped in time.</summary>
    /// <param name="name">The name to use in the message.</param>
    /// <param name="seconds">What the encoder needs.</param>
    /// <exception cref="ImageRejectedException">It needs more than <see cref="ProcessingTime"/>.</exception>
    public void CheckEncodingTime(string name, double seconds)
    {
        if (seconds > ProcessingTime.TotalSeconds)
        {
            throw new ImageRejectedException(
                RejectionReason.TooSlow,
                $"{name} would take longer than {ProcessingTime.TotalSeconds:N0} s to encode (Colorize__Limits__ProcessingTime). Upload it "
                    + "as JPEG or PNG.");
        }
    }

    /// <summary>Refuses a file of too many pages.</summary>
    /// <param name="name">The name to use in the message.</param>
    /// <param name="pages">The number of pages, or one more than are allowed.</param>
    /// <exception cref="ImageRejectedException">The file has more than <see cref="MaxPages"/>.</exception>
    public void CheckPages(string name, int pages)
    {
        if (pages > MaxPages)
        {
            throw new ImageRejectedException(
                RejectionReason.TooManyPages,
                $"{name} has more than {MaxPages:N0} pages (Colorize__Limits__MaxPages). Split it and upload the parts.");
        }
    }

    /// <summary>Refuses a JPEG of too many scans.</summary>
    /// <param name="name">The name to use in the message.</param>
    /// <param name="scans">The number of scans.</param>
    /// <exception cref="ImageRejectedException">The image has more than <see cref="MaxScans"/>.</exception>
    public void CheckScans(string name, int scans)
    {
        if (scans > MaxScans)
        {
            throw new ImageRejectedException(
                RejectionReason.TooSlow,
                $"{name} is a JPEG of {scans:N0} scans; at most {MaxScans:N0} are decoded (Colorize__Limits__MaxScans). Save it anew and "
                    + "upload that.");
        }
    }
}
