using System.Globalization;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments.Grid;

/// <summary>
/// Trains a network once with each combination of options, and compares the runs on validation pictures of the train
/// split. The test pictures are not looked at: what is chosen by them could not be measured on them any more.
/// </summary>
internal sealed class GridSearch(CachedDataset training, Objectives objectives, WorkFolder work, Network network, TextWriter output)
{
    /// <summary>The experiment's name in the work folder.</summary>
    public const string Name = "grid";

    private readonly Fingerprint _fingerprint = new(training);
    private readonly RunSeries _series = new(training, work.Experiment(Name), output);

    /// <summary>
    /// Trains with all options; runs that are over are not repeated. The results so far stand in the work folder after each.
    /// </summary>
    /// <param name="options">The options of the runs.</param>
    /// <param name="files">The files that networks start from.</param>
    /// <param name="cancellationToken">Stops the work; the same search goes on from there.</param>
    /// <exception cref="TrainingException">There are no validation pictures, or a file is missing.</exception>
    public GridReport Run(IReadOnlyList<TrainingOptions> options, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        ValidationSplit split = ValidationSplit.Create(training, options[0].ValidationFraction);
        if (split.Validation.Count == 0)
        {
            throw new TrainingException(
                "A grid search compares runs on validation pictures, and there would be none. Give a higher --validation.");
        }

        string[] decisive = network == Network.Ensemble ? [.. files, objectives.ClassifierWeights] : [.. files];
        PlannedRun[] plan = [.. options.Select(each => Plan(each, decisive, cancellationToken))];
        var report = new GridReport(network, split.Train.Count, split.Validation.Count, plan.Length, []);
        _series.Run(plan, Add, cancellationToken);
        return report;

        void Add(int index, RunRecord record)
        {
            double? top3 = record.Failure is null && network == Network.AlexNet
                ? ClassifierAccuracy.Top3(_series.FolderOf(plan[index]), training, split.Validation, cancellationToken)
                : null;
            report = report.With(new GridRow(
                plan[index].Folder,
                record.Options,
                record.Best?.ValidationLoss,
                record.Best?.TrainingLoss,
                record.Best?.Epoch,
                top3,
                record.Seconds,
                record.Failure));
            JsonFile.Write(work.ResultOf(Name), report, ExperimentJson.Default.GridReport);
        }
    }

    private PlannedRun Plan(TrainingOptions options, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        string told = network == Network.Ensemble ? options.OneHot ? ", one-hot" : ", soft" : string.Empty;
        string title = string.Create(
            CultureInfo.InvariantCulture,
            $"{network.Name()}, batch {options.BatchSize}, L2 {options.L2:0.########}, learning rate "
                + $"{options.LearningRate:0.########}{told}");
        string folder = string.Create(
            CultureInfo.InvariantCulture, $"{network.Name()}-batch{options.BatchSize}-{_fingerprint.Of(options, files)}");
        return new PlannedRun(folder, title, options, () => objectives.Create(network, options, cancellationToken));
    }
}
