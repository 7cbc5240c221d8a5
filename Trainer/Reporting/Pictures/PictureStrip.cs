namespace Colorize.Trainer.Reporting.Pictures;

/// <summary>One test picture as it is and as each predictor guesses it.</summary>
/// <param name="Name">The picture, <c>class/file</c>.</param>
/// <param name="ClassName">Its class.</param>
/// <param name="Versions">The original, then the guesses.</param>
internal sealed record PictureStrip(string Name, string ClassName, IReadOnlyList<PictureVersion> Versions);
