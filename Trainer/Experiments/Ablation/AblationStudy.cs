using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Training;
using Colorize.Trainer.Weights;

namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>
/// Whether it helps a colorizer to be told the class: the ResNet, which is told nothing, beside ensembles that are told
/// what the classifier says, the same of other pictures, and the truth. All are trained alike, with several seeds, and
/// measured on the test pictures.
/// </summary>
internal sealed class AblationStudy(OpenedDataset pictures, Objectives objectives, WorkFolder work, AblationSetup setup, TextWriter output)
{
    /// <summary>The experiment's name in the work folder.</summary>
    public const string Name = "ablation";

    private readonly Fingerprint _fingerprint = new(pictures.Training, pictures.Test);
    private readonly RunSeries _series = new(pictures.Training, work.Experiment(Name), output);

    /// <summary>
    /// Trains and measures all variants; what was done before is not repeated. The results so far stand in the work folder after each.
    /// </summary>
    /// <exception cref="TrainingException">There is no trained classifier, or weights to start from do not fit.</exception>
    public AblationReport Run(CancellationToken cancellationToken)
    {
        if (setup.StartFrom.Length > 0)
        {
            WarmStart.Check(setup.StartFrom);
        }

        var told = new VariantClasses(pictures, objectives, setup.Options.OneHot, cancellationToken);
        var measurement = new VariantMeasurement(pictures.Test, told, setup.Threads);
        (ColorizerVariant Variant, int Seed)[] trainings =
            [.. setup.AllSeeds.SelectMany(seed => Enum.GetValues<ColorizerVariant>(), (seed, variant) => (variant, seed))];
        PlannedRun[] plan = [.. trainings.Select(training => Plan(training.Variant, training.Seed, told))];
        var results = new AblationResults(setup, Baselines(cancellationToken));
        AblationReport report = results.Report();
        _series.Run(plan, Measure, cancellationToken);
        return report;

        void Measure(int index, RunRecord record)
        {
            (ColorizerVariant variant, int seed) = trainings[index];
            if (record.Failure is null)
            {
                results.Add(variant, seed, measurement.Of(variant, seed, _series.FolderOf(plan[index]), cancellationToken));
            }
            else
            {
                results.AddFailure(variant, seed, record.Failure);
            }

            report = results.Report();
            JsonFile.Write(work.ResultOf(Name), report, ExperimentJson.Default.AblationReport);
        }
    }

    private IReadOnlyList<ColorizerScores> Baselines(CancellationToken cancellationToken)
    {
        output.WriteLine($"Measuring grey and the mean colour on {pictures.Test.Rows.Count} test pictures.");
        return ColorizerEvaluation.Score(
            [ConstantColor.Grey, ConstantColor.MeanOf(pictures.Training, cancellationToken)], pictures.Test, cancellationToken);
    }

    private PlannedRun Plan(ColorizerVariant variant, int seed, VariantClasses told)
    {
        TrainingOptions options = setup.Options with { Seed = seed };
        bool asksClassifier = variant is ColorizerVariant.Ensemble or ColorizerVariant.ShuffledClasses;
        IEnumerable<string> files = asksClassifier ? setup.StartFiles.Append(objectives.ClassifierWeights) : setup.StartFiles;
        string name = VariantNames.Of(variant);
        return new PlannedRun(
            $"{name}-seed{seed}-{_fingerprint.Of(options, files)}", $"{name}, seed {seed}", options, () => Create(variant, options, told));
    }

    private TrainingObjective Create(ColorizerVariant variant, TrainingOptions options, VariantClasses told)
    {
        TrainingObjective objective = variant == ColorizerVariant.ResNet
            ? objectives.Create(Network.ResNet, options, CancellationToken.None)
            : objectives.CreateEnsemble(told.InTraining(variant, options.Seed), options, CancellationToken.None);
        if (setup.StartFrom.Length > 0)
        {
            WarmStart.Put(setup.StartFrom, objective.Network);
        }

        return objective;
    }
}
