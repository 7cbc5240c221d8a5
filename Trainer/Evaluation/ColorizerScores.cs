using Colorize.Models;

namespace Colorize.Trainer.Evaluation;

/// <summary>How one predictor did on all pictures of a split.</summary>
/// <param name="Predictor">Its name.</param>
/// <param name="Pictures">Picture by picture, in the order of the dataset.</param>
internal sealed record ColorizerScores(string Predictor, IReadOnlyList<PictureScore> Pictures)
{
    /// <summary>The mean squared error over all pictures.</summary>
    public Summary Mse => Summary.Of([.. Pictures.Select(picture => picture.Mse)]);

    /// <summary>The mean squared error of each class.</summary>
    public IReadOnlyDictionary<string, Summary> MseByClass => Pictures
        .GroupBy(picture => picture.ClassName)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => Summary.Of([.. group.Select(picture => picture.Mse)]));

    /// <summary>The mean squared error of each class over several trainings of a predictor.</summary>
    public static IReadOnlyDictionary<string, double> MseByClassOf(IEnumerable<ColorizerScores> trainings) => trainings
        .SelectMany(scores => scores.MseByClass)
        .GroupBy(pair => pair.Key)
        .ToDictionary(group => group.Key, group => group.Average(pair => pair.Value.Mean));

    /// <summary>The root of the mean squared error in the units of a and b.</summary>
    public double RootMeanSquare => PosterScale.Chroma * Math.Sqrt(Mse.Mean);

    /// <summary>The mean of another measure.</summary>
    public double MeanOf(Func<PictureScore, double> measure) => Pictures.Average(measure);
}
