namespace Colorize.Trainer.Experiments;

/// <summary>What the colorizers of an ablation are called in tables, folders and files.</summary>
internal static class VariantNames
{
    /// <summary>The name of a variant.</summary>
    public static string Of(ColorizerVariant variant) => variant switch
    {
        ColorizerVariant.ResNet => NetworkNames.ResNet,
        ColorizerVariant.Ensemble => NetworkNames.Ensemble,
        ColorizerVariant.ShuffledClasses => "ensemble-shuffled",
        ColorizerVariant.TrueClasses => "ensemble-truth",
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, message: null),
    };
}
