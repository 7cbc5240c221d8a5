using Colorize.Models;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>
/// Turns a published model set into networks that run, and refuses one that is not as it should be. A set may be wrong, but not harmful:
/// its files are judged before ONNX Runtime sees them, and it has a time in which to answer.
/// </summary>
internal sealed class ModelSetLoader(SessionFactory sessions, IOptions<InferenceOptions> options, TimeProvider time)
{
    /// <summary>How long a set may take to load and to answer once. The bundled one takes two seconds on two cores.</summary>
    internal static readonly TimeSpan MaxTrialTime = TimeSpan.FromMinutes(2);

    /// <summary>How long a set that was told to stop is waited for.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

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
        catch (ModelSetException exception) when (sessions.CanFallBackToCpu && exception.InnerException is OnnxRuntimeException)
        {
            // A set that is itself at fault fails on the CPU too, and then CUDA is not to blame.
            LoadedModelSet loaded = await LoadAsync(store, manifest, onCuda: false, cancellationToken);
            sessions.FallBackToCpu((OnnxRuntimeException)exception.InnerException);
            return loaded;
        }
    }

    private async Task<LoadedModelSet> LoadAsync(ModelStore store, ModelManifest manifest, bool onCuda, CancellationToken cancellationToken)
    {
        Network first = FirstChoice(manifest);
        var files = new Dictionary<Network, byte[]>();
        foreach (Network network in Usable(manifest))
        {
            ModelFile file = manifest.Find(network)!;
            files[network] = await store.ReadNetworkAsync(manifest.Version, file, cancellationToken);
            OnnxValidator.Check(files[network], ModelPaths.File(manifest.Version, file));
        }

        using CancellationTokenSource stop = new(MaxTrialTime, time);
        using CancellationTokenRegistration cancelling = cancellationToken.Register(stop.Cancel);
        Task<LoadedModelSet> building = Task.Factory.StartNew(
            () => Build(manifest, first, files, onCuda, stop.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            return await building.WaitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            await AbandonAsync(building);
            cancellationToken.ThrowIfCancellationRequested();
            throw new ModelSetException(
                ModelPaths.Manifest(manifest.Version),
                $"its networks did not answer a grey square within {MaxTrialTime.TotalSeconds:0} s.");
        }
    }

    /// <summary>Waits for the end of what has been told to stop, for a while; if it ends later, nothing of it stays.</summary>
    private async Task AbandonAsync(Task<LoadedModelSet> building)
    {
        Task cleaned = building.ContinueWith(
            ended => (ended.IsCompletedSuccessfully ? ended.Result : null)?.Dispose(), TaskScheduler.Default);
        await Task.WhenAny(cleaned, Task.Delay(StopTimeout, time));
    }

    /// <summary>Loads the networks and tries them out.</summary>
    private LoadedModelSet Build(
        ModelManifest manifest, Network first, Dictionary<Network, byte[]> files, bool onCuda, CancellationToken stop)
    {
        var networks = new Dictionary<Network, InferenceSession>();
        LoadedModelSet? loaded = null;
        try
        {
            foreach ((Network network, byte[] onnx) in files)
            {
                networks.Add(network, Load(manifest, network, onnx, onCuda, stop));
            }

            BatchSizes sizes = onCuda ? BatchSizes.Few(sessions.MaxBatch) : BatchSizes.Any(sessions.MaxBatch);
            loaded = new LoadedModelSet(manifest, first, networks, _options.Vividness, sizes);
            using CancellationTokenRegistration stopping = stop.Register(loaded.Terminate);
            RunTrial(loaded, sizes, ModelPaths.Manifest(manifest.Version), stop);
            stop.ThrowIfCancellationRequested();
            return loaded;
        }
        catch
        {
            loaded?.Dispose();
            foreach (InferenceSession session in networks.Values)
            {
                session.Dispose();
            }

            throw;
        }
    }

    /// <summary>The networks that can run: those that are told the classes need the classifier.</summary>
    private static IEnumerable<Network> Usable(ModelManifest manifest) =>
        manifest.Files.Select(file => file.Network)
            .Where(network => network == Network.ResNet || manifest.Find(Network.AlexNet) is not null);

    private Network FirstChoice(ModelManifest manifest)
    {
        Network[] usable = [.. Usable(manifest)];
        Network? asked = _options.Network switch
        {
            NetworkChoice.UNet => Network.UNet,
            NetworkChoice.Ensemble => Network.Ensemble,
            NetworkChoice.ResNet => Network.ResNet,
            _ => null,
        };
        if (asked is { } network && !usable.Contains(network))
        {
            string name = network.Name();
            string needed = network == Network.ResNet ? name : $"{Network.AlexNet.Name()} or {name}";
            throw new ModelSetException(
                ModelPaths.Manifest(manifest.Version),
                $"files lacks {needed}; Colorize:Network is {name} and needs {(network == Network.ResNet ? "it" : "both")}.");
        }

        return asked ?? ByPreference.First(usable.Contains);
    }

    private InferenceSession Load(ModelManifest manifest, Network network, byte[] onnx, bool onCuda, CancellationToken stop)
    {
        string path = ModelPaths.File(manifest.Version, manifest.Find(network)!);
        InferenceSession session;
        try
        {
            session = sessions.Create(onnx, onCuda, stop);
        }
        catch (OnnxRuntimeException exception)
        {
            stop.ThrowIfCancellationRequested();
            string reason = onCuda ? CudaFailure.Describe(exception) : exception.Message;
            throw new ModelSetException(path, $"ONNX Runtime cannot load it: {reason}", exception);
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

    /// <summary>
    /// Colorizes mid-grey squares with each network, in each size of batch that is worth it: a set that cannot do that is refused, and the
    /// first photographs find the networks warm.
    /// </summary>
    private static void RunTrial(LoadedModelSet loaded, BatchSizes sizes, string path, CancellationToken stop)
    {
        float[] grey = new float[NetworkContract.Pixels];
        Array.Fill(grey, 0.5f);
        foreach (Network network in loaded.Colorizers)
        {
            foreach (int size in sizes.ToWarmUp)
            {
                try
                {
                    loaded.Predict([.. Enumerable.Repeat(new PhotoInput(grey, new ColorPreferences(network)), size)]);
                }
                catch (OnnxRuntimeException exception)
                {
                    stop.ThrowIfCancellationRequested();
                    throw new ModelSetException(path, $"its networks fail on a grey square: {exception.Message}", exception);
                }
            }
        }
    }
}
