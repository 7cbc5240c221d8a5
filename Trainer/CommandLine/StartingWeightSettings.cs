using System.CommandLine;
using Colorize.Trainer.Data;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.CommandLine;

/// <summary>The options that say which weights networks start from.</summary>
internal sealed class StartingWeightSettings
{
    private readonly Option<string> _alexNet = Settings.Option(
        "--alexnet-weights", "A state dict of torchvision's alexnet to start the classifier from (.pth or .safetensors).", string.Empty);

    private readonly Option<string> _resNet = Settings.Option(
        "--resnet-weights", "A state dict of torchvision's resnet18 to start the colorizers' encoders from (.pth or .safetensors).", string.Empty);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_alexNet);
        command.Add(_resNet);
    }

    /// <summary>The files that were given.</summary>
    public IEnumerable<string> Files(ParseResult result) =>
        new[] { result.GetValue(_alexNet)!, result.GetValue(_resNet)! }.Where(file => file.Length > 0);

    /// <summary>What makes networks that start from these weights.</summary>
    public Objectives Objectives(ParseResult result, CachedDataset training, WorkFolder work, TextWriter log) =>
        new(training, work, result.GetValue(_alexNet)!, result.GetValue(_resNet)!, log);
}
