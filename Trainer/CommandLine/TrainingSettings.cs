using System.CommandLine;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.CommandLine;

/// <summary>The options that decide how a network is trained.</summary>
/// <param name="epochs">How many epochs there are where none are asked for.</param>
internal sealed class TrainingSettings(int epochs)
{
    private static readonly TrainingOptions Defaults = new();

    private readonly Option<int> _epochs = Settings.Option(
        "--epochs", "Passes over the training pictures.", epochs).Within(1, 10_000);

    private readonly Option<int> _batchSize = Settings.Option(
        "--batch-size", "Pictures in a step.", Defaults.BatchSize).Within(1, 4096);

    private readonly Option<double> _learningRate = Settings.Option(
        "--learning-rate", "The highest learning rate of the one-cycle schedule.", Defaults.LearningRate).Within(1e-9, 1);

    private readonly Option<double> _l2 = Settings.Option("--l2", "The L2 penalty on the weights.", Defaults.L2).Within(0, 1);

    private readonly Option<int> _seed = Settings.Option(
        "--seed", "Decides starting weights, order, crops and flips.", Defaults.Seed).Within(0, int.MaxValue);

    private readonly Option<double> _validation = Settings.Option(
        "--validation",
        "The part of the training pictures that is only used to watch progress.",
        Defaults.ValidationFraction).Within(0, 0.5);

    private readonly Option<int> _patience = Settings.Option(
        "--patience", "Stop after so many epochs without a better validation; 0 never does.", Defaults.Patience).Within(0, 10_000);

    private readonly Option<double> _crop = Settings.Option(
        "--crop",
        "The smallest part of a picture's area that a random crop shows; 1 for no crops.",
        Defaults.MinimumCropArea).Within(0.05, 1);

    private readonly Option<bool> _flips = Settings.Option("--flips", "Whether half of the pictures are mirrored.", Defaults.Flips);

    private readonly Option<double> _tones = Settings.Option(
        "--tones",
        "The part of the pictures whose contrast and brightness are changed, so that faded prints are known.",
        Defaults.Tones).Within(0, 1);

    private readonly Option<int> _halfSizeEpochs = Settings.Option(
        "--half-size-epochs",
        "The first epochs of the colorizers that see pictures at half their sides, at a quarter of the work.",
        Defaults.HalfSizeEpochs)
        .Within(0, 10_000);

    private readonly Option<double> _average = Settings.Option(
        "--average", "How slowly averaged weights follow the trained ones; 0 for no averaging.", Defaults.AverageDecay).Within(0, 0.99999);

    private readonly PresetSetting _preset = new();

    public TrainingSettings()
        : this(Defaults.Epochs)
    {
    }

    /// <summary>Whether the ensemble is told the most probable class alone.</summary>
    public Option<bool> OneHot { get; } = Settings.Option(
        "--one-hot", "Whether the ensemble is told the most probable class as certain, rather than all probabilities.", Defaults.OneHot);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        AddScheduleTo(command);
        _preset.AddTo(command);
        foreach (Option option in new Option[] { _batchSize, _learningRate, _l2, OneHot })
        {
            command.Add(option);
        }
    }

    /// <summary>Adds the options that a grid search leaves alone.</summary>
    public void AddScheduleTo(Command command)
    {
        foreach (Option option in new Option[] { _epochs, _seed, _validation, _patience, _crop, _flips, _tones, _halfSizeEpochs, _average })
        {
            command.Add(option);
        }
    }

    /// <summary>The options that were chosen; what was not is the preset's.</summary>
    public TrainingOptions Read(ParseResult result)
    {
        TrainingOptions preset = _preset.Apply(result, ReadSchedule(result));
        return preset with
        {
            BatchSize = Chosen(_batchSize, preset.BatchSize),
            LearningRate = Chosen(_learningRate, preset.LearningRate),
            L2 = Chosen(_l2, preset.L2),
            OneHot = Chosen(OneHot, preset.OneHot),
        };

        T Chosen<T>(Option<T> option, T otherwise)
            where T : struct => option.IsChosen(result) ? result.GetValue(option) : otherwise;
    }

    /// <summary>The options that a grid search leaves alone; the others have their defaults.</summary>
    public TrainingOptions ReadSchedule(ParseResult result) => new()
    {
        Epochs = result.GetValue(_epochs),
        Seed = result.GetValue(_seed),
        ValidationFraction = result.GetValue(_validation),
        Patience = result.GetValue(_patience),
        MinimumCropArea = result.GetValue(_crop),
        Flips = result.GetValue(_flips),
        Tones = result.GetValue(_tones),
        HalfSizeEpochs = result.GetValue(_halfSizeEpochs),
        AverageDecay = result.GetValue(_average),
    };
}
