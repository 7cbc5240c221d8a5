using NetVips;

namespace Colorize.Imaging;

/// <summary>Finds how much of a damaged picture is missing.</summary>
internal static class MissingRows
{
    /// <summary>
    /// A photograph whose last rows are missing is still worth having, up to this share of them; the decoder fills them with grey.
    /// </summary>
    public const double MaxShare = 0.02;

    private const int Step = 8;

    /// <summary>The share of the rows from the first damaged one on.</summary>
    /// <param name="strict">The picture from a decoder that stops at the first damage, from its first row on.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    public static double Share(Image strict, CancellationToken cancellationToken)
    {
        using var region = Region.New(strict);
        for (int y = 0; y < strict.Height; y += Step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                region.Fetch(0, y, strict.Width, Math.Min(Step, strict.Height - y));
            }
            catch (VipsException)
            {
                return (strict.Height - y) / (double)strict.Height;
            }
        }

        return 0;
    }
}
