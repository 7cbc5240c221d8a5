using System.CommandLine;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Experiments.Grid;
using Colorize.Trainer.Training;
using Colorize.Trainer.Weights;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>grid</c>: searches for the best training options.</summary>
internal sealed class GridCommand
{
    private const int Epochs = 3;

    private readonly LocationSettings _locations = new();
    private readonly TrainingSettings _training = new(Epochs);
    private readonly StartingWeightSettings _start = new();
    private readonly PresetSetting _preset = new();
    private readonly TextWriter _output;

    private readonly Option<string> _network = Settings.Option(
        "--network", $"The network to train: {NetworkNames.List}.", Network.Ensemble.Name());

    private readonly ListSetting<int> _batchSizes = new("--batch-sizes", "Pictures in a step", "32,128", 1, 4096);
    private readonly ListSetting<double> _l2 = new("--l2", "L2 penalties on the weights", "0,0.00025", 0, 1);
    private readonly ListSetting<double> _rates = new(
        "--learning-rates", "Highest learning rates of the one-cycle schedule", "0.0005,0.002", 1e-9, 1);

    private readonly ListSetting<bool> _oneHot = new(
        "--one-hot",
        "Whether the ensemble is told the most probable class as certain (true) or all probabilities (false)",
        "false,true",
        least: false,
        most: true);

    private GridCommand(TextWriter output)
    {
        _output = output;
        _network.Validators.Add(result => result.RefuseUnknownNetworks(result.GetValue(_network)!));
    }

    public static Command Create(TextWriter output)
    {
        var grid = new GridCommand(output);
        var command =
            new Command("grid", "Train a network with every combination of options, and compare the runs on validation pictures.")
            {
                grid._network,
            };
        grid._preset.AddTo(command);
        grid._batchSizes.AddTo(command);
        grid._l2.AddTo(command);
        grid._rates.AddTo(command);
        grid._oneHot.AddTo(command);
        grid._locations.AddTo(command);
        grid._training.AddScheduleTo(command);
        grid._start.AddTo(command);
        command.SetAction((result, cancellationToken) => grid.RunAsync(result, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        WorkFolder work = _locations.Work(result);
        using OpenedDataset pictures = await _locations.OpenForTrainingAsync(result, work, _output, cancellationToken);
        Network network = Settings.NetworkOf(result.GetValue(_network)!);
        SetStart? set = await _start.SetAsync(result, pictures.Training.ClassNames, cancellationToken);
        Objectives objectives = _start.Objectives(result, pictures.Training, work, set, _output);
        GridReport report = new GridSearch(pictures.Training, objectives, work, network, _output)
            .Run(Axes(result).Options(network, _training.ReadSchedule(result)), _start.Files(result), cancellationToken);
        GridTable.Write(_output, report);
        _output.WriteLine($"Written to {work.ResultOf(GridSearch.Name)}.");
        return ExitCode.Done;
    }

    private GridAxes Axes(ParseResult result)
    {
        bool isPreset = _preset.IsChosen(result);
        TrainingOptions preset = _preset.Apply(result, new TrainingOptions());
        return new GridAxes(
            _batchSizes.Read(result, isPreset, preset.BatchSize),
            _l2.Read(result, isPreset, preset.L2),
            _rates.Read(result, isPreset, preset.LearningRate),
            _oneHot.Read(result, isPreset, preset.OneHot));
    }
}
