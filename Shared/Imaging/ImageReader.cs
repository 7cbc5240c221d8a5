using NetVips;

namespace Colorize.Imaging;

/// <summary>Opens images from strangers: format by content, limits by header, and one of six loaders by name.</summary>
internal static class ImageReader
{
    /// <summary>Opens a file's first picture and checks its header. No pixel is decoded yet.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="limits">What the image may ask for.</param>
    /// <param name="smallestSide">
    /// Where only a small version is needed, the smallest side that it may have: JPEG then decodes at an eighth, a quarter or half the
    /// size.
    /// </param>
    /// <exception cref="ImageRejectedException">The file is no image that can be processed.</exception>
    public static OpenedImage Open(ReadOnlyMemory<byte> content, string name, ImageLimits limits, int? smallestSide = null) =>
        Open(PictureFinder.Find(content, name, limits)[0], name, limits, new TimeBudget(name, limits.ProcessingTime), smallestSide);

    /// <summary>Opens all pictures of a file and checks their headers. No pixel is decoded yet.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="limits">What the pictures may ask for together.</param>
    /// <exception cref="ImageRejectedException">The file holds no images that can be processed.</exception>
    public static OpenedPages OpenPages(ReadOnlyMemory<byte> content, string name, ImageLimits limits)
    {
        var pages = new List<OpenedImage>();
        try
        {
            ImageRejectedException? refusal = null;
            var time = new TimeBudget(name, limits.ProcessingTime);
            foreach (EncodedPicture picture in PictureFinder.Find(content, name, limits))
            {
                try
                {
                    pages.Add(Open(picture, name, limits, time, smallestSide: null));
                }
                catch (ImageRejectedException exception) when (
                    exception.Reason is RejectionReason.Corrupt or RejectionReason.UnsupportedFormat)
                {
                    refusal ??= exception;
                }
            }

            limits.CheckEncodingTime(name, pages.Sum(page => page.Memory.SecondsInEncoder));
            limits.CheckPixels(name, pages.Sum(page => (long)page.Width * page.Height));
            return pages.Count > 0 ? new OpenedPages(content, pages) : throw refusal!;
        }
        catch
        {
            pages.ForEach(page => page.Dispose());
            throw;
        }
    }

    private static OpenedImage Open(EncodedPicture picture, string name, ImageLimits limits, TimeBudget time, int? smallestSide)
    {
        Vips.EnsureReady();
        var source = Source.NewFromMemory(picture.Content.Span);
        Image? image = null;
        try
        {
            image = picture.Load(source, shrink: 1);
            limits.CheckDimensions(name, image.Width, image.Height);
            RequireOneFrame(image, picture.Format, name);
            if (picture.Codec == ImageFormat.Jpeg && smallestSide is int side && JpegShrink(image, side) is > 1 and int shrink)
            {
                image.Dispose();
                image = null;
                image = picture.Load(source, shrink);
                return new OpenedImage(name, picture, source, image, shrink, time);
            }

            return new OpenedImage(name, picture, source, image, shrink: 1, time);
        }
        catch (VipsException)
        {
            image?.Dispose();
            source.Dispose();
            throw CodecFailure.Judge(name, picture.Format, picture.Content.Length, missingRows: null);
        }
        catch
        {
            image?.Dispose();
            source.Dispose();
            throw;
        }
    }

    private static void RequireOneFrame(Image image, ImageFormat format, string name)
    {
        if (image.Contains("n-pages") && Convert.ToInt32(image.Get("n-pages"), null) is > 1 and int frames)
        {
            throw Animation.Refuse(name, format, frames);
        }
    }

    // The JPEG decoder shrinks by 2, 4 or 8 in the frequency domain, almost for free. At least twice the wanted side is left, so that
    // the final, better filter decides what the result looks like.
    private static int JpegShrink(Image image, int smallestSide)
    {
        int spare = Math.Min(image.Width, image.Height) / (2 * smallestSide);
        return spare switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
    }
}
