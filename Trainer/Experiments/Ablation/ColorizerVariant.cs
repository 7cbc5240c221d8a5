namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>A colorizer that an ablation trains, by what it is told of the classes.</summary>
internal enum ColorizerVariant
{
    /// <summary>The ResNet: nothing.</summary>
    ResNet,

    /// <summary>The ensemble, told what the classifier says.</summary>
    Ensemble,

    /// <summary>The ensemble, told of each picture what the classifier says about another one, in training and test.</summary>
    ShuffledClasses,

    /// <summary>The ensemble, told the truth, in training and test.</summary>
    TrueClasses,
}
