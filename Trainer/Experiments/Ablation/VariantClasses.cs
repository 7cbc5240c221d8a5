using Colorize.Trainer.Data;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>What the ensembles of an ablation are told about the pictures; the classifier is asked when first needed.</summary>
/// <param name="pictures">The pictures of both splits.</param>
/// <param name="objectives">Knows the classifier.</param>
/// <param name="oneHot">Whether the classifier's most probable class is told as certain.</param>
/// <param name="cancellationToken">Stops the work.</param>
internal sealed class VariantClasses(OpenedDataset pictures, Objectives objectives, bool oneHot, CancellationToken cancellationToken)
{
    private readonly Lazy<ClassProbabilities> _training = new(() => Told(objectives.Classes(cancellationToken), oneHot));
    private readonly Lazy<ClassProbabilities> _test = new(() => Told(objectives.ClassesOf(pictures.Test, cancellationToken), oneHot));

    /// <summary>What an ensemble is told in training.</summary>
    public ClassProbabilities InTraining(ColorizerVariant variant, int seed) => Of(variant, seed, pictures.Training, _training);

    /// <summary>What it is told in the test.</summary>
    public ClassProbabilities InTest(ColorizerVariant variant, int seed) => Of(variant, seed, pictures.Test, _test);

    private static ClassProbabilities Of(ColorizerVariant variant, int seed, CachedDataset dataset, Lazy<ClassProbabilities> classifier) =>
        variant switch
        {
            ColorizerVariant.Ensemble => classifier.Value,
            ColorizerVariant.ShuffledClasses => classifier.Value.Exchanged(dataset, seed),
            ColorizerVariant.TrueClasses => ClassProbabilities.Truth(dataset),
            _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "It is told nothing."),
        };

    private static ClassProbabilities Told(ClassProbabilities classes, bool oneHot) => oneHot ? classes.MostProbable() : classes;
}
