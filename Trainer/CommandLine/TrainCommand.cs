using System.CommandLine;
using Colorize.Trainer.Data;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>train</c>: trains networks and publishes them.</summary>
internal sealed class TrainCommand
{
    private readonly PlaceSettings _places = new();
    private readonly TrainingSettings _training = new();
    private readonly Option<string> _networks = Settings.Option(
        "--networks", "The networks to train, with commas between them: alexnet, resnet.", NetworkNames.ResNet);

    private readonly TextWriter _output;

    private TrainCommand(TextWriter output) => _output = output;

    public static Command Create(TextWriter output)
    {
        var train = new TrainCommand(output);
        var command = new Command("train", "Train the networks and publish the model set.");
        command.Add(train._networks);
        train._places.AddTo(command);
        train._training.AddTo(command);
        command.SetAction((result, cancellationToken) => train.RunAsync(result, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        WorkFolder work = _places.Work(result);
        int threads = _places.Threads(result);
        set_num_threads(threads);
        TrainingOptions options = _training.Read(result);
        string[] networks = [.. NetworkNames.All.Intersect(result.GetValue(_networks)!.Split(',', StringSplitOptions.TrimEntries))];
        var cache = new TensorCache(work.Cache, _output);
        using (CachedDataset pictures = await cache.OpenAsync(_places.Data(result).Open(Splits.Train, _output), cancellationToken).ConfigureAwait(false))
        {
            foreach (string network in networks)
            {
                manual_seed(options.Seed);
                using TrainingObjective objective = network == NetworkNames.AlexNet
                    ? new AlexNetObjective(pictures.ClassNames.Count)
                    : new ResNetObjective();
                var progress = new PlainProgress(_output, TimeProvider.System);
                new TrainingRun(objective, pictures, options, work.RunOf(network), progress).Run(cancellationToken);
            }
        }

        await PublishCommand.PublishAsync(_places, result, _output, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
