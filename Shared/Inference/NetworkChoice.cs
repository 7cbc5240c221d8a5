namespace Colorize.Inference;

/// <summary>Which colorizer of a model set is used.</summary>
public enum NetworkChoice
{
    /// <summary>The ensemble where the set has it and the classifier; otherwise the ResNet.</summary>
    Auto,

    /// <summary>The classifier and the ensemble; a set without them is refused.</summary>
    Ensemble,

    /// <summary>The ResNet; a set without it is refused.</summary>
    ResNet,
}
