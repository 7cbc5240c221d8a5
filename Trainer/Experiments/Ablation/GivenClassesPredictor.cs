using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>Guesses with an exported ensemble that is told given classes, whatever a classifier would say.</summary>
internal sealed class GivenClassesPredictor(
    string name, byte[] ensemble, ClassProbabilities classes, int threads) : IColorPredictor, IDisposable
{
    private readonly NetworkContract _contract = NetworkContract.Of(Network.Ensemble, classes.Classes);
    private readonly OnnxSession _ensemble = new(ensemble, threads);

    public string Name => name;

    public void Predict(HostBatch batch, Span<float> chroma)
    {
        using IDisposable scope = NewDisposeScope();
        float[] told = TensorMemory.Of(classes.Of(batch).cpu()).ToArray();
        _ensemble.Run(batch.Count, (_contract.Inputs[0], batch.Lightness), (_contract.Inputs[1], told)).CopyTo(chroma);
    }

    public void Dispose() => _ensemble.Dispose();
}
