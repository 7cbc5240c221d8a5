using System.ComponentModel.DataAnnotations;

namespace Colorize.Imaging;

/// <summary>What an image may ask for. The limits are checked from the file's size and header, before any pixel is decoded.</summary>
public sealed class ImageLimits
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Colorize:Limits";

    /// <summary>The largest file, in bytes. Default: 64 MiB.</summary>
    [Range(1, 1L << 30)]
    public long MaxBytes { get; set; } = 64L << 20;

    /// <summary>The largest image, in pixels (width times height). Default: 100 million.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxPixels { get; set; } = 100_000_000;

    /// <summary>The longest side, in pixels. Default: 30,000.</summary>
    [Range(1, 65_500)]
    public int MaxSide { get; set; } = 30_000;

    /// <summary>The longest time that decoding one image may take. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan DecodingTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Decoded pixels that may be in memory at once, in bytes, over all images in work. An image that needs more goes alone.
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
                RejectionReason.TooManyBytes, $"{name} has {bytes:N0} bytes; at most {MaxBytes:N0} are allowed (Colorize__Limits__MaxBytes).");
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
}
