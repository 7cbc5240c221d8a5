using NetVips;

namespace Colorize.Imaging;

/// <summary>
/// An image whose header has been read and judged. Its pixels are decoded on demand, to sRGB: upright, without alpha, one or three
/// channels of 8 or 16 bits. Owns native memory.
/// </summary>
internal sealed class OpenedImage(string name, ImageFormat format, Source source, Image header, TimeSpan decodingTime) : IDisposable
{
    /// <summary>The EXIF orientations from here on swap width and height (CIPA DC-008, tag 0x0112).</summary>
    private const int FirstSwappingOrientation = 5;

    public ImageFormat Format => format;

    /// <summary>Width in pixels of the upright image.</summary>
    public int Width => IsTurned ? header.Height : header.Width;

    /// <summary>Height in pixels of the upright image.</summary>
    public int Height => IsTurned ? header.Width : header.Height;

    /// <summary>
    /// Memory that the decoded pixels and, where these are grey, a colour result of the same size take, and the decoder's copy where it
    /// needs one. A colour image is painted over in place.
    /// </summary>
    public long DecodedBytes
    {
        get
        {
            const int ResultChannels = 3;
            int decoderChannels = format == ImageFormat.WebP ? header.Bands : 0;
            int channels = header.Bands < 3 ? 1 + ResultChannels : ResultChannels;
            int bytesPerSample = header.Format == Enums.BandFormat.Ushort ? 2 : 1;
            return (long)Width * Height * (decoderChannels + channels) * bytesPerSample;
        }
    }

    private int Orientation => header.Contains("orientation") ? Convert.ToInt32(header.Get("orientation"), null) : 1;

    private bool IsTurned => Orientation is >= FirstSwappingOrientation and <= 8;

    /// <summary>Decodes the whole image.</summary>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="ImageRejectedException">The file is damaged, or decoding took too long.</exception>
    public PixelBuffer Decode(CancellationToken cancellationToken) => Evaluate(static image => image, cancellationToken);

    /// <summary>Decodes the image squashed to a width and height, with antialiasing (Lanczos, a = 3), in sRGB.</summary>
    /// <param name="width">Width of the result.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="ImageRejectedException">The file is damaged, or decoding took too long.</exception>
    public PixelBuffer DecodeResized(int width, int height, CancellationToken cancellationToken) =>
        Evaluate(image => Squash.To(image, width, height), cancellationToken);

    /// <summary>What a photographer wrote into the file, to be kept in the result.</summary>
    public ImageMetadata ReadMetadata() => ImageMetadata.From(header);

    public void Dispose()
    {
        header.Dispose();
        source.Dispose();
    }

    private PixelBuffer Evaluate(Func<Image, Image> transform, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(decodingTime);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            header.SetProgress(IgnoredProgress.Instance, deadline.Token);
            using Image upright = Orientation > 1 ? Upright() : header.Copy();
            using Image srgb = ToSrgb.Convert(name, upright);
            using Image result = transform(srgb);
            return PixelBuffer.From(result);
        }
        catch (VipsException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (VipsException exception) when (deadline.IsCancellationRequested)
        {
            throw new ImageRejectedException(
                RejectionReason.TooSlow, $"Decoding {name} took longer than {decodingTime.TotalSeconds:N0} s (Colorize__Limits__DecodingTime).", exception);
        }
        catch (VipsException exception)
        {
            throw CodecErrors.ToError(name, format, exception);
        }
    }

    // Turning needs the pixels out of order, and the loaders deliver them in order.
    private Image Upright()
    {
        using Image inMemory = header.CopyMemory();
        return inMemory.Autorot();
    }

    /// <summary>NetVips heeds a cancellation token only while somebody listens to its progress.</summary>
    private sealed class IgnoredProgress : IProgress<int>
    {
        public static IgnoredProgress Instance { get; } = new();

        public void Report(int value)
        {
        }
    }
}
