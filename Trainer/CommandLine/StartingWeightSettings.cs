using System.CommandLine;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Training;
using Colorize.Trainer.Weights;

namespace Colorize.Trainer.CommandLine;

/// <summary>The options that say which weights networks start from.</summary>
internal sealed class StartingWeightSettings
{
    private const string None = "none";
    private const string ImageNet = "imagenet";

    /// <summary>The network of the package Microsoft.ML.DnnImageFeaturizer.ResNet18, which the build puts beside the program.</summary>
    private static readonly string BundledResNet = Path.Combine(AppContext.BaseDirectory, "pretrained", "ResNet18.onnx");

    private readonly Option<string> _alexNet = Settings.Option(
        "--alexnet-weights", "A state dict of torchvision's alexnet to start the classifier from (.pth or .safetensors).", string.Empty);

    private readonly Option<string> _set = Settings.Option(
        "--start-set",
        "The folder of a published model set, such as models/scenes-3: networks go on from what it has learned, also for other classes.",
        string.Empty);

    /// <summary>What the colorizers' encoders start from.</summary>
    public Option<string> ResNet { get; } = Settings.Option(
        "--resnet-weights",
        "What the colorizers' encoders start from: a state dict of torchvision's resnet18 (.pth or .safetensors), "
        + $"{None} for random weights, {ImageNet} for the ResNet-18 trained on ImageNet that comes with the trainer, "
        + $"or for the ensemble a trained resnet's {Checkpoint.BestName}, as which it then starts.",
        ImageNet);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_alexNet);
        command.Add(_set);
        AddColorizersTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_set) is { Length: > 0 }
                && new Option[] { _alexNet, ResNet }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } other)
            {
                result.AddError($"{_set.Name} gives all weights: leave {other.Name} out.");
            }
        });
    }

    /// <summary>Adds the option that matters to colorizers.</summary>
    public void AddColorizersTo(Command command) => command.Add(ResNet);

    /// <summary>The files that networks start from.</summary>
    public IEnumerable<string> Files(ParseResult result) =>
        new[] { result.GetValue(_alexNet)!, ResNetFile(result) }.Where(file => file.Length > 0);

    /// <summary>What a network starts from, for its record; <see langword="null"/> for random weights.</summary>
    public string? StartOf(Network network, ParseResult result)
    {
        if (result.GetValue(_set) is { Length: > 0 } set)
        {
            return SetFolder(set).Name;
        }

        string start = network == Network.AlexNet ? result.GetValue(_alexNet)! : result.GetValue(ResNet)!;
        return start is None or "" ? null : Path.GetFileName(start);
    }

    /// <summary>The file that the colorizers' encoders start from; empty for random weights.</summary>
    public string ResNetFile(ParseResult result) => result.GetValue(ResNet) switch
    {
        ImageNet => BundledResNet,
        None or null => string.Empty,
        { } file => file,
    };

    /// <summary>The published set that all networks start from; <see langword="null"/> where none is chosen.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="classes">The classes that the networks are to know.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelSetException">The set is not in order.</exception>
    public async Task<SetStart?> SetAsync(ParseResult result, IReadOnlyList<string> classes, CancellationToken cancellationToken)
    {
        if (result.GetValue(_set) is not { Length: > 0 } folder)
        {
            return null;
        }

        DirectoryInfo set = SetFolder(folder);
        var registry = new FolderModelRegistry(set.Parent?.FullName ?? set.FullName);
        return new SetStart(await PublishedSet.ReadAsync(registry, set.Name, isChosen: false, cancellationToken), classes);
    }

    /// <summary>What makes networks that start from these weights.</summary>
    public Objectives Objectives(ParseResult result, CachedDataset training, WorkFolder work, SetStart? set, TextWriter log) =>
        new(training, work, result.GetValue(_alexNet) ?? string.Empty, ResNetFile(result), set, log);

    private static DirectoryInfo SetFolder(string folder) => new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
