namespace Colorize.Trainer.Reporting.Pictures;

/// <summary>Pictures of a further set that was measured on.</summary>
/// <param name="Name">The set.</param>
/// <param name="Strips">Some of its pictures, as chance has it.</param>
internal sealed record PictureSheet(string Name, IReadOnlyList<PictureStrip> Strips);
