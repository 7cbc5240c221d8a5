namespace Colorize.Inference;

/// <summary>Which colorizer of a model set is used.</summary>
public enum NetworkChoice
{
    /// <summary>The U-Net where the set has it and the classifier, then the ensemble, then the ResNet.</summary>
    Auto,

    /// <summary>The classifier and the U-Net; a set without them is refused.</summary>
    UNet,

    /// <summary>The classifier and the ensemble; a set without them is refused.</summary>
    Ensemble,

    /// <summary>The ResNet; a set without it is refused.</summary>
    ResNet,
}
