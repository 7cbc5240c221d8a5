using Colorize.Imaging;

namespace Colorize.Colorization;

/// <summary>One side of a photograph, looked at along lines that run inwards from it.</summary>
/// <param name="photo">The decoded photograph.</param>
/// <param name="corner">Where the side begins.</param>
/// <param name="inwards">The step into the photograph.</param>
/// <param name="along">The step along the side.</param>
/// <param name="depth">Pixels from this side to the opposite one.</param>
/// <param name="length">Pixels along the side.</param>
internal sealed class BorderSide(
    PixelBuffer photo, (int X, int Y) corner, (int X, int Y) inwards, (int X, int Y) along, int depth, int length)
{
    private const int MaxLines = 256;

    // In L. Paper and film are hardly ever darker or lighter than that, and greys in between are more often a sky or a wall.
    private const float MinWhite = 88;
    private const float MaxBlack = 14;

    /// <summary>How far from the border's tone a pixel may be, in L: grain, dust and the ripples of JPEG.</summary>
    private const float Tolerance = 7;

    /// <summary>How far from the border's tone the picture is behind its edge, in L.</summary>
    private const float MinStep = 12;

    /// <summary>Of the lines that meet a picture at all, the share that must end together.</summary>
    private const float MinAgreement = 0.65f;

    /// <summary>How far apart the ends may lie that are together, as a share of the depth: a print that lies crooked.</summary>
    private const float Crookedness = 0.01f;

    /// <summary>The thickest border on one side, as a share of the depth.</summary>
    private const float MaxThickness = 0.45f;

    // An edge is as sharp as the scanner and the encoder left it.
    private readonly int _edgeWidth = Math.Max(3, depth / 100);

    /// <summary>Pixels of border on this side; 0 where there is none.</summary>
    public int Thickness()
    {
        int lines = Math.Min(length, MaxLines);
        float tone = Tone(lines);
        if (tone is > MaxBlack and < MinWhite)
        {
            return 0;
        }

        // A line that has the border's tone from side to side runs along another border, and says nothing of this one.
        (int Length, bool EndsAtEdge)[] runs =
        [
            .. Enumerable.Range(0, lines)
                .Select(line => Run(Position(line, lines), tone))
                .Where(run => run.Length < depth)
                .OrderBy(run => run.Length),
        ];
        if (runs.Length <= lines / 8)
        {
            return 0;
        }

        int typical = runs[runs.Length / 2].Length;
        int slack = Math.Max(1, (int)(Crookedness * depth));
        int[] together = [.. runs.Where(run => run.EndsAtEdge && Math.Abs(run.Length - typical) <= slack).Select(run => run.Length)];
        bool isBorder = typical > 0 && typical <= MaxThickness * depth && together.Length >= MinAgreement * runs.Length;
        return isBorder ? together[0] : 0;
    }

    /// <summary>The median lightness along the side.</summary>
    private float Tone(int lines)
    {
        float[] outermost = [.. Enumerable.Range(0, lines).Select(line => Lightness(Position(line, lines), 0)).Order()];
        return outermost[lines / 2];
    }

    /// <summary>How many pixels from the side inwards have the border's tone, and whether the tone changes at once behind them.</summary>
    private (int Length, bool EndsAtEdge) Run(int position, float tone)
    {
        int run = 0;
        while (run < depth && Math.Abs(Lightness(position, run) - tone) <= Tolerance)
        {
            run++;
        }

        int behind = Math.Min(run + _edgeWidth, depth - 1);
        return (run, Math.Abs(Lightness(position, behind) - tone) >= MinStep);
    }

    private int Position(int line, int lines) => (int)(((line + 0.5) * length) / lines);

    private float Lightness(int position, int pixelsIn) => LabRows.LightnessNear(
        photo, corner.X + (along.X * position) + (inwards.X * pixelsIn), corner.Y + (along.Y * position) + (inwards.Y * pixelsIn));
}
