using Colorize.Tensors;

namespace Colorize.Colorization;

/// <summary>Where the overlapping pieces of a long picture lie, each of the networks' 128×128.</summary>
internal static class PieceLayout
{
    /// <summary>Up to here a picture is squashed into one piece.</summary>
    private const double MaxSquash = 2;

    /// <summary>The proportions of a piece, those of most photographs that the networks have learned from.</summary>
    private const double PieceProportions = 4.0 / 3;

    /// <summary>Pieces overlap by a third at least: enough for a change of tint from one to the next to go unseen.</summary>
    private const int MinOverlap = LabTensor.Size / 3;

    // A line of 30,000×1 pixels is no panorama. Beyond this the pieces are squashed again.
    private const int MaxPieces = 16;

    private const int MaxLength = (MaxPieces * (LabTensor.Size - MinOverlap)) + MinOverlap;

    /// <summary>The size of the small planes for a picture of a width and height in pixels.</summary>
    public static PlaneSize PlaneFor(int width, int height) => width >= height
        ? new(LengthFor(width / (double)height), LabTensor.Size)
        : new(LabTensor.Size, LengthFor(height / (double)width));

    /// <summary>The first columns (or, in a tall plane, rows) of the pieces, evenly spaced from end to end.</summary>
    /// <param name="length">The plane's longer side.</param>
    public static int[] Starts(int length)
    {
        int gaps = (length - LabTensor.Size + (LabTensor.Size - MinOverlap) - 1) / (LabTensor.Size - MinOverlap);
        return [.. Enumerable.Range(0, gaps + 1).Select(piece => gaps == 0 ? 0 : piece * (length - LabTensor.Size) / gaps)];
    }

    private static int LengthFor(double proportions) => proportions <= MaxSquash
        ? LabTensor.Size
        : (int)Math.Min(MaxLength, Math.Round(proportions / PieceProportions * LabTensor.Size));
}
