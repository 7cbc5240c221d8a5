using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>Gathers the scores of an ablation and compares them with the ResNet's.</summary>
internal sealed class AblationResults(AblationSetup setup, IReadOnlyList<ColorizerScores> baselines)
{
    private readonly Dictionary<ColorizerVariant, SortedDictionary<int, ColorizerScores>> _scores =
        Enum.GetValues<ColorizerVariant>().ToDictionary(variant => variant, _ => new SortedDictionary<int, ColorizerScores>());

    private readonly List<AblationFailure> _failures = [];

    /// <summary>Adds the scores of a training.</summary>
    public void Add(ColorizerVariant variant, int seed, ColorizerScores scores) => _scores[variant].Add(seed, scores);

    /// <summary>Adds a training that failed.</summary>
    public void AddFailure(ColorizerVariant variant, int seed, string failure) =>
        _failures.Add(new AblationFailure(VariantNames.Of(variant), seed, failure));

    /// <summary>What is known so far.</summary>
    public AblationReport Report() => new(
        baselines[0].Pictures.Count,
        setup.Options,
        setup.Seeds,
        setup.StartFrom.Length > 0 ? setup.StartFrom : null,
        [.. baselines.Select(Baseline), .. _scores.Where(pair => pair.Value.Count > 0).Select(pair => Trained(pair.Key, pair.Value))],
        _failures);

    private AblationRow Baseline(ColorizerScores scores)
    {
        SortedDictionary<int, ColorizerScores> resNet = _scores[ColorizerVariant.ResNet];
        return Row(scores.Predictor, [], [scores], [.. resNet.Values], [.. resNet.Select(_ => scores)]);
    }

    private AblationRow Trained(ColorizerVariant variant, SortedDictionary<int, ColorizerScores> scores)
    {
        SortedDictionary<int, ColorizerScores> resNet = _scores[ColorizerVariant.ResNet];
        int[] both = variant == ColorizerVariant.ResNet ? [] : [.. scores.Keys.Intersect(resNet.Keys)];
        return Row(
            VariantNames.Of(variant),
            [.. scores.Keys],
            [.. scores.Values],
            [.. both.Select(seed => resNet[seed])],
            [.. both.Select(seed => scores[seed])]);
    }

    /// <summary>
    /// Sums a variant up; <paramref name="resNet"/> and <paramref name="beside"/> have the trainings with the same seeds.
    /// </summary>
    private static AblationRow Row(
        string name,
        int[] seeds,
        IReadOnlyList<ColorizerScores> scores,
        IReadOnlyList<ColorizerScores> resNet,
        IReadOnlyList<ColorizerScores> beside)
    {
        double[] errors = [.. scores.Select(training => training.Mse.Mean)];
        PairedComparison? comparison = resNet.Count > 0 ? PairedComparison.Of(resNet, beside) : null;
        return new AblationRow(
            name,
            seeds,
            errors,
            errors.Average(),
            Deviation(errors),
            comparison is null ? null : DifferenceToResNet.From(comparison, resNet, beside),
            comparison?.ClassesImproved,
            ColorizerScores.MseByClassOf(scores));
    }

    /// <summary>The standard deviation of the trainings that these are a sample of; null for one alone.</summary>
    private static double? Deviation(double[] errors)
    {
        double mean = errors.Average();
        return errors.Length < 2 ? null : Math.Sqrt(errors.Sum(error => (error - mean) * (error - mean)) / (errors.Length - 1));
    }
}
