using Colorize.Models;

namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>What the colorizers of an ablation are called in tables, folders and files.</summary>
internal static class VariantNames
{
    /// <summary>The ensemble that is told of other pictures.</summary>
    public const string Shuffled = "ensemble-shuffled";

    /// <summary>The ensemble that is told the truth.</summary>
    public const string Truth = "ensemble-truth";

    /// <summary>The name of a variant.</summary>
    public static string Of(ColorizerVariant variant) => variant switch
    {
        ColorizerVariant.ResNet => Network.ResNet.Name(),
        ColorizerVariant.Ensemble => Network.Ensemble.Name(),
        ColorizerVariant.ShuffledClasses => Shuffled,
        ColorizerVariant.TrueClasses => Truth,
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, message: null),
    };
}
