using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>
/// The ensemble and its classifier learn together: the mean squared error of ab flows through the class probabilities
/// into the classifier. Alone it would make them any code that helps to colour, and the classes that people are told
/// would be nonsense, so the cross entropy is added. Both are judged by the colours alone, as a frozen pair is.
/// </summary>
/// <remarks>The classifier keeps its dropout while training: without it, it would be surer about pictures that it has
/// learned than it is about new ones.</remarks>
internal sealed class FineTunedEnsembleObjective : TrainingObjective
{
    /// <summary>
    /// The weight of the cross entropy beside the mean squared error of ab in 0…1: that of Iizuka, Simo-Serra and Ishikawa
    /// (2016), "Let there be Color!", who train a colorizer and a classifier together.
    /// </summary>
    private const double CrossEntropyWeight = 1.0 / 300;

    /// <summary>The classifier only adapts; at the ensemble's full rate it would forget what it has learned.</summary>
    private const double ClassifierRate = 0.05;

    private readonly ClassifiedEnsemble _network;

    /// <param name="classifier">A trained classifier; it belongs to the objective from here on.</param>
    public FineTunedEnsembleObjective(AlexNetGray classifier)
    {
        _network = new ClassifiedEnsemble(classifier, new EnsembleGray((int)classifier.Linears[^1].weight.shape[0]));
        ChannelsLast.Apply(_network);
        _network.to(ComputeDevice.Best);
    }

    public override Network Kind => Models.Network.Ensemble;

    public override nn.Module Network => _network;

    /// <summary>The colorizer that is told the classes.</summary>
    public EnsembleGray Ensemble => _network.Ensemble;

    public override double RateOf(string parameter) =>
        parameter.StartsWith(ClassifiedEnsemble.ClassifierPart, StringComparison.Ordinal) ? ClassifierRate : base.RateOf(parameter);

    public override Tensor Loss(HostBatch batch)
    {
        (Tensor chroma, Tensor logits) = _network.forward(Lightness(batch));
        Tensor colors = nn.functional.mse_loss(chroma, Chroma(batch));
        return _network.training
            ? colors + (AlexNetObjective.CrossEntropy(logits, batch, training: true) * CrossEntropyWeight)
            : colors;
    }
}
