namespace Colorize.Trainer.Evaluation;

/// <summary>How a guess of one picture did.</summary>
/// <param name="Name">The picture, <c>class/file</c>.</param>
/// <param name="ClassName">Its class.</param>
/// <param name="Mse">The mean squared error of ab on the poster's scale.</param>
/// <param name="Psnr">The peak signal-to-noise ratio of the sRGB picture, in decibels.</param>
/// <param name="Ssim">The structural similarity of the sRGB picture; see <see cref="StructuralSimilarity"/>.</param>
/// <param name="Auc">The area under the curve of colours within a distance; see <see cref="ColorAccuracy"/>.</param>
/// <param name="Colorfulness">How colourful the guess is; see <see cref="Evaluation.Colorfulness"/>.</param>
/// <param name="TrueColorfulness">How colourful the picture is.</param>
internal sealed record PictureScore(
    string Name, string ClassName, double Mse, double Psnr, double Ssim, double Auc, double Colorfulness, double TrueColorfulness);
