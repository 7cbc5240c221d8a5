using Colorize.Tensors;

namespace Colorize.Colorization;

/// <summary>Where the pixels of a full-resolution axis lie between the 128 pixels of a small plane, for linear interpolation.</summary>
internal readonly struct ResampledAxis
{
    private readonly float _scale;

    /// <param name="length">Pixels along the full-resolution axis.</param>
    public ResampledAxis(int length) => _scale = LabTensor.Size / (float)length;

    /// <summary>The small pixel before a full-resolution pixel, the one after it, and how far it lies on the way, in [0, 1).</summary>
    public (int Before, int After, float Way) Locate(int pixel)
    {
        // Pixel centres lie at halves; beyond the outermost centres the border value goes on.
        float position = Math.Clamp(((pixel + 0.5f) * _scale) - 0.5f, 0, LabTensor.Size - 1);
        int before = (int)position;
        return (before, Math.Min(before + 1, LabTensor.Size - 1), position - before);
    }
}
