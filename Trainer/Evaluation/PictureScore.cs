namespace Colorize.Trainer.Evaluation;

/// <summary>How a guess of one picture did.</summary>
/// <param name="Name">The picture, <c>class/file</c>.</param>
/// <param name="ClassName">Its class.</param>
/// <param name="Mse">The mean squared error of ab on the poster's scale.</param>
internal sealed record PictureScore(string Name, string ClassName, double Mse);
