using Colorize.Models;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>Turns a published model set into networks that run, and refuses one that is not as it should be.</summary>
internal sealed class ModelSetLoader(SessionFactory sessions, IOptions<InferenceOptions> options)
{
    private static readonly Network[] ByPreference = [Network.UNet, Network.Ensemble, Network.ResNet];

    private readonly InferenceOptions _options = options.Value;

    /// <summary>Loads a version: its colorizers, and the classifier where there is one.</summary>
    /// <exception cref="ModelSetException">The set is incomplete, altered, or not what the contract says.</exception>
    public async Task<LoadedModelSet> LoadAsync(ModelStore store, string version, CancellationToken cancellationToken)
    {
        ModelManifest manifest = await store.ReadManifestAsync(version, cancellationToken);
        try
        {
            LoadedModelSet loaded = await LoadAsync(store, manifest, sessions.UsesCuda, cancellationToken);
            sessions.ConfirmCuda();
            return loaded;
        }
        catch (ModelSetException exception) when (sessions.MayLeaveCuda && exception.InnerException is OnnxRuntimeException)
        {
            // A set that is itself at fault fails on the CPU too, and then CUDA is not to blame.
            LoadedModelSet loaded = await LoadAsync(store, manifest, onCuda: false, cancellationToken);
            sessions.LeaveCuda((OnnxRuntimeException)exception.InnerException);
            return loaded;
        }
    }

    private async Task<LoadedModelSet> LoadAsync(ModelStore store, ModelManifest manifest, bool onCuda, CancellationToken cancellationToken)
    {
        Network first = FirstChoice(manifest);
        var networks = new Dictionary<Network, InferenceSession>();
        try
        {
            foreach (Network network in Usable(manifest))
            {
                networks.Add(network, await LoadAsync(store, manifest, network, onCuda, cancellationToken));
            }

            var loaded = new LoadedModelSet(manifest, first, networks, _options.Vividness, _options.MaxBatchSize);
            TryOut(loaded, ModelPaths.Manifest(manifest.Version));
            return loaded;
        }
        catch
        {
            foreach (InferenceSession session in networks.Values)
            {
                session.Dispose();
            }

            throw;
        }
    }

    /// <summary>The networks that can run: those that are told the classes need the classifier.</summary>
    private static IEnumerable<Network> Usable(ModelManifest manifest) =>
        manifest.Files.Select(file => file.Network).Where(network => network == Network.ResNet || manifest.Find(Network.AlexNet) is not null);

    private Network FirstChoice(ModelManifest manifest)
    {
        Network[] usable = [.. Usable(manifest)];
        Network? wished = _options.Network switch
        {
            NetworkChoice.UNet => Network.UNet,
            NetworkChoice.Ensemble => Network.Ensemble,
            NetworkChoice.ResNet => Network.ResNet,
            _ => null,
        };
        if (wished is { } network && !usable.Contains(network))
        {
            string name = network.ToString().ToLowerInvariant();
            string needed = network == Network.ResNet ? "resnet" : $"alexnet or {name}";
            throw new ModelSetException(
                ModelPaths.Manifest(manifest.Version), $"files lacks {needed}; Colorize:Network is {name} and needs {(network == Network.ResNet ? "it" : "both")}.");
        }

        return wished ?? ByPreference.First(usable.Contains);
    }

    private async Task<InferenceSession> LoadAsync(
        ModelStore store, ModelManifest manifest, Network network, bool onCuda, CancellationToken cancellationToken)
    {
        var file = manifest.Find(network)!;
        var path = ModelPaths.File(manifest.Version, file);
        var onnx = await store.ReadNetworkAsync(manifest.Version, file, cancellationToken);
        InferenceSession session;
        try
        {
            session = sessions.Create(onnx, onCuda);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelSetException(path, $"ONNX Runtime cannot load it: {(onCuda ? CudaFailure.Describe(exception) : exception.Message)}", exception);
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

    /// <summary>Colorizes a mid-grey square with each network: a set that cannot do that is refused, and the first photograph finds them warm.</summary>
    private static void TryOut(LoadedModelSet loaded, string path)
    {
        float[] grey = new float[NetworkContract.Pixels];
        Array.Fill(grey, 0.5f);
        foreach (Network network in loaded.Colorizers)
        {
            try
            {
                if (!loaded.Predict([new PhotoInput(grey, new ColorChoice(network))])[0].Ab.All(float.IsFinite))
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
}
