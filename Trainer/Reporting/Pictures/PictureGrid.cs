namespace Colorize.Trainer.Reporting.Pictures;

/// <summary>The pictures that a report shows.</summary>
/// <param name="Samples">Some of every class, as chance has it.</param>
/// <param name="Gains">Those in which <paramref name="After"/> gains most on <paramref name="Before"/>.</param>
/// <param name="Losses">Those in which it loses most.</param>
/// <param name="Before">The predictor that gains and losses are measured from.</param>
/// <param name="After">The set's best predictor.</param>
/// <param name="Others">Pictures of the further sets that were measured on.</param>
internal sealed record PictureGrid(
    IReadOnlyList<PictureStrip> Samples,
    IReadOnlyList<PictureStrip> Gains,
    IReadOnlyList<PictureStrip> Losses,
    string Before,
    string After,
    IReadOnlyList<PictureSheet> Others);
