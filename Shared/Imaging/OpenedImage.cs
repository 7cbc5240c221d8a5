using Colorize.Imaging.Tiff;
using Colorize.Imaging.WebP;
using NetVips;

namespace Colorize.Imaging;

/// <summary>
/// A picture whose header has been read and judged. Its pixels are decoded on demand, to sRGB: upright, one or three channels of 8 or 16
/// bits. Owns native memory.
/// </summary>
internal sealed class OpenedImage(
    string name, EncodedPicture picture, Source source, Image header, int shrink, TimeBudget time) : IDisposable
{
    private const string BitDepthField = "heif-bitdepth";

    /// <summary>The EXIF orientations from here on swap width and height (CIPA DC-008, tag 0x0112).</summary>
    private const int FirstSwappingOrientation = 5;

    /// <summary>The name to use in messages.</summary>
    public string Name => name;

    public ImageFormat Format => picture.Format;

    /// <summary>What the picture was found as.</summary>
    public EncodedPicture Picture => picture;

    /// <summary>Width in pixels of the upright image.</summary>
    public int Width => IsTurned ? header.Height : header.Width;

    /// <summary>Height in pixels of the upright image.</summary>
    public int Height => IsTurned ? header.Width : header.Height;

    /// <summary>What is left of the time that the photograph may take.</summary>
    public TimeBudget Time => time;

    /// <summary>Whether turning the picture upright swaps its width and height.</summary>
    public bool IsTurned => Orientation is >= FirstSwappingOrientation and <= 8;

    /// <summary>The memory that the picture takes on its way through decoder, colours and encoder.</summary>
    public WorkingMemory Memory => new(Format, (long)Width * Height, header.Bands, header.Format == Enums.BandFormat.Ushort ? 2 : 1)
    {
        IsWholeInDecoder = picture.IsWholeInDecoder || Orientation > 1,
        HeldBytes = picture.IsTopDown
            ? 0
            : header.Bands * (picture.Codec == ImageFormat.Jpeg || header.Format == Enums.BandFormat.Ushort ? 2 : 1),
        IsTransparent = Extra.Alpha is not null,
        IsLossless = picture.Codec == ImageFormat.WebP && WebPMetadata.IsLossless(picture.Content),
        FileBytes = picture.Content.Length,
    };

    /// <summary>The bits of a sample where the file's format has depths between 8 and 16, as AVIF has; or null.</summary>
    public int? BitDepth => header.Contains(BitDepthField) ? Convert.ToInt32(header.Get(BitDepthField), null) : null;

    /// <summary>Bytes that the decoder found beside the picture, such as EXIF; or null.</summary>
    public byte[]? Field(string field) => header.Contains(field) ? header.Get(field) as byte[] : null;

    private int Orientation => header.Contains("orientation") ? Convert.ToInt32(header.Get("orientation"), null) : 1;

    private ExtraChannels Extra => picture.Extra ?? (header.HasAlpha() ? ExtraChannels.AlphaOnly : ExtraChannels.None);

    /// <summary>Decodes the whole picture.</summary>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="ImageRejectedException">The file is damaged, or decoding took too long.</exception>
    public DecodedPicture Decode(CancellationToken cancellationToken)
    {
        PixelBuffer pixels = Evaluate(static image => image.Copy(), cancellationToken);
        if (pixels.Channels is 1 or 3)
        {
            return new(pixels, Alpha: null);
        }

        using (pixels)
        {
            using Image joined = pixels.AsImage();
            using Image colors = joined.ExtractBand(0, n: pixels.Channels - 1);
            using Image alpha = joined.ExtractBand(pixels.Channels - 1);
            return new(PixelBuffer.From(colors), PixelBuffer.From(alpha));
        }
    }

    /// <summary>Decodes the picture squashed to a width and height, with antialiasing (Lanczos, a = 3), flattened on white.</summary>
    /// <param name="width">Width of the result.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="ImageRejectedException">The file is damaged, or decoding took too long.</exception>
    public PixelBuffer DecodeResized(int width, int height, CancellationToken cancellationToken) =>
        Evaluate(image => FlattenAndSquash(image, width, height), cancellationToken);

    public void Dispose()
    {
        header.Dispose();
        source.Dispose();
    }

    private static Image FlattenAndSquash(Image image, int width, int height)
    {
        double white = image.Format == Enums.BandFormat.Ushort ? ushort.MaxValue : byte.MaxValue;
        using Image flat = image.Bands is 2 or 4 ? image.Flatten(background: [white], maxAlpha: white) : image.Copy();
        return Squash.To(flat, width, height);
    }

    private PixelBuffer Evaluate(Func<Image, Image> transform, CancellationToken cancellationToken) => time.Spend(
        stop =>
        {
            RequireSoundTiles(stop);
            try
            {
                return Evaluate(header, transform, stop);
            }
            catch (VipsException) when (!stop.IsCancellationRequested)
            {
                return EvaluateDamaged(transform, stop);
            }
        },
        cancellationToken);

    private void RequireSoundTiles(CancellationToken stop)
    {
        if (picture.Page is { } page && JpegTiles.DamagedShare(page, stop) is > MissingRows.MaxShare and double share)
        {
            throw CodecFailure.Judge(name, Format, Memory.Decoding, share);
        }
    }

    private PixelBuffer Evaluate(Image image, Func<Image, Image> transform, CancellationToken stop)
    {
        image.SetProgress(IgnoredProgress.Instance, stop);
        using Image upright = Orientation > 1 ? Upright(image) : image.Copy();
        ExtraChannels extra = Extra;
        using Image bare = extra.Count == 0 ? upright.Copy() : upright.ExtractBand(0, n: upright.Bands - extra.Count);
        using Image srgb = ToSrgb.Convert(name, bare, picture);
        using Image whole = extra.Alpha is int alpha ? Join(srgb, upright, bare.Bands + alpha) : srgb.Copy();
        using Image result = transform(whole);
        return PixelBuffer.From(result);
    }

    private static Image Join(Image colors, Image all, int alpha)
    {
        using Image band = all.ExtractBand(alpha);
        return colors.Bandjoin(band);
    }

    // A damaged picture that misses few of its rows is decoded with these rows filled; of any other, the share is said.
    private PixelBuffer EvaluateDamaged(Func<Image, Image> transform, CancellationToken stop)
    {
        double? missing = null;
        try
        {
            if (picture is { IsTopDown: true, Codec: ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.Tiff })
            {
                using Image strict = picture.Load(source, shrink: 1);
                missing = MissingRows.Share(strict, stop);
            }

            if (missing <= MissingRows.MaxShare && picture.Codec == ImageFormat.Jpeg)
            {
                using Image lenient = picture.Load(source, shrink, isLenient: true);
                return Evaluate(lenient, transform, stop);
            }
        }
        catch (VipsException) when (!stop.IsCancellationRequested)
        {
        }

        throw CodecFailure.Judge(name, Format, Memory.Decoding, missing is > 0 ? missing : null);
    }

    // Turning needs the pixels out of order, and the loaders deliver them in order.
    private static Image Upright(Image image)
    {
        using Image inMemory = image.CopyMemory();
        return inMemory.Autorot();
    }
}
