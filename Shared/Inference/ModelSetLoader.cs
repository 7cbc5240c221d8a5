using Colorize.Models;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>Turns a published model set into networks that run, and refuses one that is not as it should be.</summary>
internal sealed class ModelSetLoader(SessionFactory sessions, IOptions<InferenceOptions> options)
{
    private readonly InferenceOptions _options = options.Value;

    /// <summary>Loads a version; only the colorizer that the settings ask for is read, and the classifier wherever there is one.</summary>
    /// <exception cref="ModelSetException">The set is incomplete, altered, or not what the contract says.</exception>
    public async Task<LoadedModelSet> LoadAsync(ModelStore store, string version, CancellationToken cancellationToken)
    {
        var manifest = await store.ReadManifestAsync(version, cancellationToken).ConfigureAwait(false);
        var network = UseEnsemble(manifest) ? Network.Ensemble : Network.ResNet;
        InferenceSession? classifier = null;
        InferenceSession? colorizer = null;
        try
        {
            if (manifest.Find(Network.AlexNet) is not null)
            {
                classifier = await LoadAsync(store, manifest, Network.AlexNet, cancellationToken).ConfigureAwait(false);
            }

            colorizer = await LoadAsync(store, manifest, network, cancellationToken).ConfigureAwait(false);
            var loaded = new LoadedModelSet(manifest, network, colorizer, classifier, _options.MaxBatchSize);
            TryOut(loaded, ModelPaths.Manifest(version));
            return loaded;
        }
        catch
        {
            classifier?.Dispose();
            colorizer?.Dispose();
            throw;
        }
    }

    private bool UseEnsemble(ModelManifest manifest)
    {
        var hasEnsemble = manifest.Find(Network.AlexNet) is not null && manifest.Find(Network.Ensemble) is not null;
        var hasResNet = manifest.Find(Network.ResNet) is not null;
        var path = ModelPaths.Manifest(manifest.Version);
        return _options.Network switch
        {
            NetworkChoice.Ensemble when !hasEnsemble =>
                throw new ModelSetException(path, "files lacks alexnet or ensemble; Colorize:Network is ensemble and needs both."),
            NetworkChoice.ResNet when !hasResNet =>
                throw new ModelSetException(path, "files lacks resnet; Colorize:Network is resnet and needs it."),
            NetworkChoice.ResNet => false,
            _ => hasEnsemble,
        };
    }

    private async Task<InferenceSession> LoadAsync(
        ModelStore store, ModelManifest manifest, Network network, CancellationToken cancellationToken)
    {
        var file = manifest.Find(network)!;
        var path = ModelPaths.File(manifest.Version, file);
        var onnx = await store.ReadNetworkAsync(manifest.Version, file, cancellationToken).ConfigureAwait(false);
        InferenceSession session;
        try
        {
            session = sessions.Create(onnx);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelSetException(path, $"ONNX Runtime cannot load it: {exception.Message}", exception);
        }

        try
        {
            SessionContract.Check(session, NetworkContract.Of(network, manifest.Classes.Count), path);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Colorizes a mid-grey square: a set that cannot do that is refused, and the first photograph finds the networks warm.</summary>
    private static void TryOut(LoadedModelSet loaded, string path)
    {
        var grey = new float[NetworkContract.Pixels];
        Array.Fill(grey, 0.5f);
        try
        {
            if (!loaded.Predict([grey])[0].Ab.All(float.IsFinite))
            {
                throw new ModelSetException(path, "its networks answer a grey square with values that are not numbers. Train it again.");
            }
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelSetException(path, $"its networks fail on a grey square: {exception.Message}", exception);
        }
    }
}
