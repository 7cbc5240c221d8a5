using System.CommandLine;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.CommandLine;

/// <summary>The option <c>--preset</c>: values that are known by a name, wherever no other are chosen.</summary>
internal sealed class PresetSetting
{
    private readonly Option<string> _name = Settings.Option(
        "--preset",
        $"Known values, where no other are given: {TrainingPresets.Poster} is the best of the poster's grid search, which was its "
            + "classifier's "
        + "(batch 512, L2 0.00025, learning rate 0.00005, Adam, no one-hot).",
        string.Empty);

    public PresetSetting() => _name.Validators.Add(result =>
    {
        if (result.GetValue(_name) is { Length: > 0 } name && !TrainingPresets.Names.Contains(name))
        {
            result.AddError($"There is no preset \"{name}\". There is {string.Join(", ", TrainingPresets.Names)}.");
        }
    });

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_name);

    /// <summary>Whether a preset was asked for.</summary>
    public bool IsChosen(ParseResult result) => result.GetValue(_name) is { Length: > 0 };

    /// <summary>Puts the preset's values into options; without a preset they stay as they are.</summary>
    public TrainingOptions Apply(ParseResult result, TrainingOptions options) =>
        result.GetValue(_name) is { Length: > 0 } name ? TrainingPresets.Apply(name, options) : options;
}
