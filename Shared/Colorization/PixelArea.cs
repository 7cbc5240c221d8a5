namespace Colorize.Colorization;

/// <summary>A rectangle of a photograph's pixels.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
internal readonly record struct PixelArea(int Left, int Top, int Width, int Height)
{
    /// <summary>The column after the last.</summary>
    public int Right => Left + Width;

    /// <summary>The row after the last.</summary>
    public int Bottom => Top + Height;

    /// <summary>The area without some columns and rows along its sides.</summary>
    public PixelArea Without(int left, int top, int right, int bottom) =>
        new(Left + left, Top + top, Width - left - right, Height - top - bottom);
}
