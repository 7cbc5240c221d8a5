using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>
/// The ensemble and the classifier that it listens to as one network, whose gradient flows through the class
/// probabilities into the classifier.
/// </summary>
internal sealed class ClassifiedEnsemble : nn.Module<Tensor, (Tensor Chroma, Tensor Logits)>
{
    /// <summary>What the names of the classifier's weights begin with.</summary>
    public const string ClassifierPart = "classifier.";

    /// <summary>What the names of the ensemble's weights begin with.</summary>
    public const string EnsemblePart = "ensemble.";

    public ClassifiedEnsemble(AlexNetGray classifier, EnsembleGray ensemble)
        : base(nameof(ClassifiedEnsemble))
    {
        Classifier = classifier;
        Ensemble = ensemble;
        register_module(ClassifierPart.TrimEnd('.'), classifier);
        register_module(EnsemblePart.TrimEnd('.'), ensemble);
    }

    public AlexNetGray Classifier { get; }

    public EnsembleGray Ensemble { get; }

    /// <summary>Colours lightness; gives ab and the logits that were asked for it.</summary>
    public override (Tensor Chroma, Tensor Logits) forward(Tensor lightness)
    {
        Tensor logits = Classifier.forward(lightness);
        return (Ensemble.forward(lightness, logits.softmax(1)), logits);
    }
}
