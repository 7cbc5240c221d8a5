using Colorize.Models;
using Colorize.Trainer.Data;

namespace Colorize.Trainer.Evaluation;

/// <summary>Guesses with an exported ResNet-Gray.</summary>
internal sealed class ResNetPredictor(byte[] file, int threads) : IColorPredictor, IDisposable
{
    private static readonly NetworkContract Contract = NetworkContract.Of(Network.ResNet, classes: 0);

    private readonly OnnxSession _session = new(file, threads);

    public string Name => Network.ResNet.Name();

    public void Predict(HostBatch batch, Span<float> chroma) =>
        _session.Run(batch.Count, (Contract.Inputs[0], batch.Lightness)).CopyTo(chroma);

    public void Dispose() => _session.Dispose();
}
