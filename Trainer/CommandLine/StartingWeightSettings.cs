using System.CommandLine;
using Colorize.Trainer.Data;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.CommandLine;

/// <summary>The options that say which weights networks start from.</summary>
internal sealed class StartingWeightSettings
{
    private readonly Option<string> _alexNet = Settings.Option(
        "--alexnet-weights", "A state dict of torchvision's alexnet to start the classifier from (.pth or .safetensors).", string.Empty);

    /// <summary>The file that the colorizers' encoders start from; empty for none.</summary>
    public Option<string> ResNet { get; } = Settings.Option(
        "--resnet-weights", "A state dict of torchvision's resnet18 to start the colorizers' encoders from (.pth or .safetensors).", string.Empty);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_alexNet);
        AddColorizersTo(command);
    }

    /// <summary>Adds the option that matters to colorizers.</summary>
    public void AddColorizersTo(Command command) => command.Add(ResNet);

    /// <summary>The files that were given.</summary>
    public IEnumerable<string> Files(ParseResult result) =>
        new[] { result.GetValue(_alexNet)!, result.GetValue(ResNet)! }.Where(file => file.Length > 0);

    /// <summary>What makes networks that start from these weights.</summary>
    public Objectives Objectives(ParseResult result, CachedDataset training, WorkFolder work, TextWriter log) =>
        new(training, work, result.GetValue(_alexNet)!, result.GetValue(ResNet)!, log);
}
