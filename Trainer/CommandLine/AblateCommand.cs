using System.CommandLine;
using Colorize.Trainer.Data;
using Colorize.Trainer.Experiments.Ablation;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>ablate</c>: whether it helps a colorizer to be told the class.</summary>
internal sealed class AblateCommand
{
    private const int Epochs = 5;

    private readonly LocationSettings _locations = new();
    private readonly TrainingSettings _training = new(Epochs);
    private readonly StartingWeightSettings _start = new();
    private readonly TextWriter _output;

    private readonly Option<int> _seeds =
        Settings.Option("--seeds", "How often each colorizer is trained, each time with the next seed.", 3).Within(1, 100);

    private readonly Option<string> _startFrom = Settings.Option(
        "--start-from", "The best.safetensors of a resnet's run; every colorizer starts from it, as the very same function.", string.Empty);

    private AblateCommand(TextWriter output) => _output = output;

    public static Command Create(TextWriter output)
    {
        var ablate = new AblateCommand(output);
        var command = new Command(
            "ablate",
            "Train colorizers that are told nothing, the classifier's word, another picture's and the truth, and compare them on the test "
                + "pictures.")
        {
            ablate._seeds, ablate._startFrom,
        };
        ablate._locations.AddTo(command);
        ablate._training.AddTo(command);
        ablate._start.AddColorizersTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(ablate._startFrom) is { Length: > 0 } && result.GetResult(ablate._start.ResNet) is { Implicit: false })
            {
                result.AddError($"{ablate._startFrom.Name} gives all weights: leave {ablate._start.ResNet.Name} out.");
            }
        });
        command.SetAction((result, cancellationToken) => ablate.RunAsync(result, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        WorkFolder work = _locations.Work(result);
        using OpenedDataset pictures = await _locations.OpenForTrainingAsync(result, work, _output, cancellationToken);
        string startFrom = result.GetValue(_startFrom)!;
        var setup = new AblationSetup(
            _training.Read(result),
            result.GetValue(_seeds),
            startFrom,
            startFrom.Length > 0 ? string.Empty : _start.ResNetFile(result),
            _locations.Threads(result));
        Objectives objectives = _start.Objectives(result, pictures.Training, work, set: null, _output);
        AblationReport report = new AblationStudy(pictures, objectives, work, setup, _output).Run(cancellationToken);
        AblationTable.Write(_output, report);
        _output.WriteLine($"Written to {work.ResultOf(AblationStudy.Name)}.");
        return ExitCode.Done;
    }
}
