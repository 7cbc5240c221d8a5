using Colorize.Imaging;

namespace Colorize.Colorization;

/// <summary>Paints a photograph with predicted chroma: every pixel keeps its own lightness, and takes a and b from the network.</summary>
internal static class ChromaPainter
{
    // Enough rows to be worth a task's start, few enough for two cores to end together.
    private const int RowsPerTask = 64;

    /// <summary>The photograph in colour, the border round the picture in grey.</summary>
    /// <param name="photo">The decoded photograph. One of three channels is painted over, and is itself the result.</param>
    /// <param name="view">What the networks saw of it.</param>
    /// <param name="ab">Predicted a and b, of the view's size, in their own units.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Three channels of the photograph's size and depth.</returns>
    public static PixelBuffer Paint(PixelBuffer photo, NetworkView view, ReadOnlySpan<float> ab, CancellationToken cancellationToken)
    {
        using ChromaField field = new(view, ab);
        PixelBuffer result = photo.Channels == 3
            ? photo
            : PixelBuffer.Allocate(photo.Width, photo.Height, channels: 3, photo.BytesPerSample);
        try
        {
            int tasks = (photo.Height + RowsPerTask - 1) / RowsPerTask;
            Parallel.For(0, tasks, new ParallelOptions { CancellationToken = cancellationToken }, task =>
            {
                int first = task * RowsPerTask;
                PaintRows(photo, result, field, first, Math.Min(RowsPerTask, photo.Height - first));
            });
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private static void PaintRows(PixelBuffer photo, PixelBuffer result, ChromaField field, int first, int rows)
    {
        using TilePainter painter = new(photo, result, field);
        for (int x = 0; x < photo.Width; x += TilePainter.MaxWidth)
        {
            painter.Paint(new(x, first, Math.Min(TilePainter.MaxWidth, photo.Width - x), rows));
        }
    }
}
