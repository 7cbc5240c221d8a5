using System.CommandLine;
using System.CommandLine.Parsing;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Logs;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Training;
using Colorize.Trainer.Weights;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>train</c>: trains networks and publishes them.</summary>
internal sealed class TrainCommand
{
    private readonly LocationSettings _locations = new();
    private readonly ModelSettings _models;
    private readonly TrainingSettings _training = new();
    private readonly StartingWeightSettings _start = new();
    private readonly ReportCopy _copy = new();
    private readonly TextWriter _output;

    private readonly Option<string> _networks = Settings.Option(
        "--networks",
        $"The networks to train, with commas between them: {NetworkNames.List}.",
        string.Join(',', NetworkNames.All.Select(network => network.Name())));

    private readonly Option<bool> _fineTune = Settings.Option(
        "--finetune-classifier",
        "Whether the trained classifier goes on learning along with the ensemble, rather than being asked once.",
        false);

    private TrainCommand(TextWriter output)
    {
        _output = output;
        _models = new ModelSettings(_locations);
        _networks.Validators.Add(result => result.RefuseUnknownNetworks(Settings.Parts(result.GetValue(_networks))));
    }

    public static Command Create(TextWriter output)
    {
        var train = new TrainCommand(output);
        var command = new Command("train", "Train networks and publish the model set.") { train._networks, train._fineTune };
        train._locations.AddTo(command);
        train._models.AddTo(command);
        train._training.AddTo(command);
        train._start.AddTo(command);
        train._copy.AddTo(command);
        command.Validators.Add(train.RefuseUselessFineTuning);
        command.SetAction((result, cancellationToken) => train.RunAsync(result, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        Publication publication = _models.Publication(result, _copy.Path(result), _output);
        await publication.Registry.PrepareAsync(cancellationToken);
        using var log = new RunLog(_models.Log(result, publication.Version), _output, TimeProvider.System);
        return await log.KeepAsync(() => TrainAsync(result, publication with { Output = log.Output }, log, cancellationToken));
    }

    private async Task<int> TrainAsync(ParseResult result, Publication publication, RunLog log, CancellationToken cancellationToken)
    {
        WorkFolder work = _locations.Work(result);
        using OpenedDataset pictures = await _locations.OpenForTrainingAsync(result, work, log.Output, cancellationToken);
        Network[] chosen = [.. Settings.Parts(result.GetValue(_networks)).Select(Settings.NetworkOf)];
        SetStart? set = await _start.SetAsync(result, pictures.Training.ClassNames, cancellationToken);
        TakeOver(set, work, chosen, log.Output);
        TrainingPlan plan = TrainingPlan.Of(chosen, work, pictures.Training.ClassNames);
        if (!plan.HasColorizer)
        {
            log.Output.WriteLine("A classifier alone colorizes nothing: it is trained and kept, and published with the first colorizer.");
        }

        TrainingOptions all = _training.Read(result) with { FineTuneClassifier = result.GetValue(_fineTune) };
        Objectives objectives = _start.Objectives(result, pictures.Training, work, set, log.Output);
        foreach (Network network in plan.Networks)
        {
            log.Output.WriteLine(
                $"Training {network.Name()} on {pictures.Training.Rows.Count} pictures of {pictures.Training.ClassNames.Count} classes.");
            TrainingOptions options =
                (network == Network.Ensemble ? all : all.WithoutEnsemble()) with { Start = _start.StartOf(network, result) };
            using TrainingObjective objective = objectives.Create(network, options, cancellationToken);
            RunArchive? archive = _models.Archive(result, publication.Version, network);
            string? classifier = TrainingPlan.AsksClassifier(network) ? Checkpoint.DigestOf(objectives.ClassifierWeights) : null;
            log.Follow(progress =>
                new TrainingRun(objective, pictures.Training, options, work.RunOf(network), progress, archive) { Classifier = classifier }
                    .Run(cancellationToken));
        }

        if (plan.HasColorizer)
        {
            await publication.PublishAsync(work, pictures, cancellationToken);
            foreach (Network network in NetworkNames.All)
            {
                _models.Archive(result, publication.Version, network)?.Delete(cancellationToken);
            }
        }

        return ExitCode.Done;
    }

    /// <summary>Takes what is not trained from the set that the training starts from, where there is one.</summary>
    private static void TakeOver(SetStart? set, WorkFolder work, Network[] chosen, TextWriter output)
    {
        foreach (Network taken in set?.TakeOver(work, except: chosen) ?? [])
        {
            output.WriteLine($"The {taken.Name()} is taken over from the set {set!.Name} as it is.");
        }
    }

    private void RefuseUselessFineTuning(CommandResult result)
    {
        if (!result.GetValue(_fineTune))
        {
            return;
        }

        if (result.GetValue(_training.OneHot))
        {
            result.AddError(
                $"{_fineTune.Name} and {_training.OneHot.Name} exclude each other: the classifier learns through its probabilities, "
                + "and the most probable class alone has no gradient.");
        }

        if (!Settings.Parts(result.GetValue(_networks)).Contains(Network.Ensemble.Name()))
        {
            result.AddError(
                $"{_fineTune.Name} trains the classifier along with the ensemble: add {Network.Ensemble.Name()} to {_networks.Name}.");
        }
    }
}
