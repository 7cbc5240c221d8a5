using Colorize.Tensors;

namespace Colorize.Colorization;

/// <summary>The size of the small planes that a photograph is seen and coloured at.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct PlaneSize(int Width, int Height)
{
    /// <summary>What a network sees at once: 128×128.</summary>
    public static PlaneSize OfNetwork => new(LabTensor.Size, LabTensor.Size);

    /// <summary>Values in a plane.</summary>
    public int Length => Width * Height;
}
