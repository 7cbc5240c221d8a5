using Colorize.Models;

namespace Colorize.Trainer.Evaluation;

/// <summary>The exported networks of a model set, ready to be asked.</summary>
internal sealed class ModelSetNetworks : IDisposable
{
    private readonly EnsemblePredictor? _ensemble;
    private readonly ResNetPredictor? _resNet;
    private readonly OnnxSession? _unet;

    /// <summary>Loads the files of a set.</summary>
    public ModelSetNetworks(IReadOnlyDictionary<Network, byte[]> files, int classes, int threads)
    {
        Classifier = files.TryGetValue(Network.AlexNet, out byte[]? alexNet) ? new OnnxSession(alexNet, threads) : null;
        _resNet = files.TryGetValue(Network.ResNet, out byte[]? plain) ? new ResNetPredictor(plain, threads) : null;
        _ensemble = Classifier is not null && files.TryGetValue(Network.Ensemble, out byte[]? fused)
            ? new EnsemblePredictor(fused, Classifier, classes, threads)
            : null;
        _unet = Classifier is not null && files.TryGetValue(Network.UNet, out byte[]? vivid) ? new OnnxSession(vivid, threads) : null;
        IEnumerable<IColorPredictor> unets = _unet is null
            ? []
            : UNetPredictor.Vividnesses.Select(vividness => new UNetPredictor(_unet, Classifier!, classes, vividness));
        Colorizers = [.. new IColorPredictor?[] { _resNet, _ensemble }.OfType<IColorPredictor>(), .. unets];
    }

    /// <summary>The classifier, if the set has one.</summary>
    public OnnxSession? Classifier { get; }

    /// <summary>The colorizers of the set that there are: ResNet, Ensemble, and the U-Net at several vividnesses.</summary>
    public IReadOnlyList<IColorPredictor> Colorizers { get; }

    public void Dispose()
    {
        _unet?.Dispose();
        _ensemble?.Dispose();
        _resNet?.Dispose();
        Classifier?.Dispose();
    }
}
