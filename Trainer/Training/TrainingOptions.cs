namespace Colorize.Trainer.Training;

/// <summary>How one network is trained. What is recorded here is enough to repeat a run.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Passes over the training pictures.</summary>
    public int Epochs { get; init; } = 16;

    /// <summary>Pictures in a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The highest learning rate of the one-cycle schedule.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>The L2 penalty on the weights.</summary>
    public double L2 { get; init; }

    /// <summary>Decides the starting weights, the order of the pictures, crops and flips.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The part of every class that is kept from training to watch progress on.</summary>
    public double ValidationFraction { get; init; } = 0.05;

    /// <summary>Stop after this many epochs without a better validation; 0 never stops early.</summary>
    public int Patience { get; init; }

    /// <summary>The smallest part of a picture that a crop shows; 1 for no crops.</summary>
    public double MinimumCropArea { get; init; } = 0.6;

    /// <summary>Whether half of the pictures are mirrored.</summary>
    public bool Flips { get; init; } = true;

    /// <summary>The part of the pictures whose contrast and brightness are changed, so that faded and dark prints are known.</summary>
    public double Tones { get; init; } = 0.5;

    /// <summary>
    /// The first epochs that see pictures at half their sides, where a network can: a quarter of the work for most of the learning
    /// (the progressive resizing of Howard 2018, "Training Imagenet in 3 hours for 25 minutes").
    /// </summary>
    public int HalfSizeEpochs { get; init; }

    /// <summary>How slowly the averaged weights follow the trained ones; 0 for no averaging.</summary>
    public double AverageDecay { get; init; } = 0.998;

    /// <summary>The weights that the network starts from; <see langword="null"/> for random ones.</summary>
    public string? Start { get; init; }

    /// <summary>Whether the ensemble is told the most probable class as certain, rather than all probabilities.</summary>
    public bool OneHot { get; init; }

    /// <summary>Whether the classifier is trained along with the ensemble, rather than frozen.</summary>
    public bool FineTuneClassifier { get; init; }

    /// <summary>The same without what only the ensemble's training heeds, so that a run of another network does not depend on it.</summary>
    public TrainingOptions WithoutEnsemble() => this with { OneHot = false, FineTuneClassifier = false };
}
