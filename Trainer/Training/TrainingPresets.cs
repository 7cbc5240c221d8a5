namespace Colorize.Trainer.Training;

/// <summary>Values of options that are known by a name.</summary>
internal static class TrainingPresets
{
    /// <summary>
    /// The best row of the grid search of Geis-Schroer and Jäger (2020). It was their classifier's; what their colorizers
    /// were trained with, the poster does not say. Their learning rate was constant; here it is the highest of one cycle.
    /// </summary>
    public const string Poster = "poster";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Poster];

    /// <summary>Puts a preset's values into options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such preset.</exception>
    public static TrainingOptions Apply(string name, TrainingOptions options) => name switch
    {
        Poster => options with { BatchSize = 512, L2 = 0.00025, LearningRate = 0.00005, OneHot = false },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, message: null),
    };
}
