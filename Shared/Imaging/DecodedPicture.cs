using NetVips;

namespace Colorize.Imaging;

/// <summary>A picture in memory: its colours, and its opacity where the file has one. Its owner disposes it.</summary>
/// <param name="Colors">One or three channels; where the picture is transparent, the colours that lie behind.</param>
/// <param name="Alpha">One channel of the same size and depth, or null.</param>
internal sealed record DecodedPicture(PixelBuffer Colors, PixelBuffer? Alpha) : IDisposable
{
    /// <summary>Looks at the picture as it is seen: on white where it is transparent.</summary>
    /// <param name="look">What to do with the pixels, which are there only meanwhile.</param>
    public T OnWhite<T>(Func<PixelBuffer, T> look)
    {
        if (Alpha is null)
        {
            return look(Colors);
        }

        double white = Colors.BytesPerSample == 2 ? ushort.MaxValue : byte.MaxValue;
        using Image colors = Colors.AsImage();
        using Image alpha = Alpha.AsImage();
        using Image joined = colors.Bandjoin(alpha);
        using Image flat = joined.Flatten(background: [white], maxAlpha: white);
        using PixelBuffer seen = PixelBuffer.From(flat);
        return look(seen);
    }

    public void Dispose()
    {
        Colors.Dispose();
        Alpha?.Dispose();
    }
}
