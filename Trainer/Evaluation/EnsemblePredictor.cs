using Colorize.Models;
using Colorize.Trainer.Data;

namespace Colorize.Trainer.Evaluation;

/// <summary>Guesses with an exported ensemble and the exported classifier that it listens to.</summary>
internal sealed class EnsemblePredictor(byte[] ensemble, OnnxSession classifier, int classes, int threads) : IColorPredictor, IDisposable
{
    private readonly NetworkContract _contract = NetworkContract.Of(Network.Ensemble, classes);
    private readonly OnnxSession _ensemble = new(ensemble, threads);

    public string Name => Network.Ensemble.Name();

    public void Predict(HostBatch batch, Span<float> chroma)
    {
        float[] probabilities = classifier.Run(batch.Count, (_contract.Inputs[0], batch.Lightness));
        _ensemble.Run(batch.Count, (_contract.Inputs[0], batch.Lightness), (_contract.Inputs[1], probabilities)).CopyTo(chroma);
    }

    public void Dispose() => _ensemble.Dispose();
}
