namespace Colorize.Colorization;

/// <summary>Where the pixels of a full-resolution axis lie between those of a small plane, for linear interpolation.</summary>
/// <param name="length">Pixels along the full-resolution axis.</param>
/// <param name="smallLength">Pixels along the small one, at least 2.</param>
internal readonly struct ResampledAxis(int length, int smallLength)
{
    private readonly float _scale = smallLength / (float)length;

    /// <summary>
    /// The small pixel before a full-resolution pixel, which has a successor, and how far on the way to that it lies, in [0, 1].
    /// </summary>
    public (int Before, float Way) Locate(int pixel)
    {
        // Pixel centres lie at halves; beyond the outermost centres the border value goes on.
        float position = Math.Clamp(((pixel + 0.5f) * _scale) - 0.5f, 0, smallLength - 1);
        int before = Math.Min((int)position, smallLength - 2);
        return (before, position - before);
    }
}
