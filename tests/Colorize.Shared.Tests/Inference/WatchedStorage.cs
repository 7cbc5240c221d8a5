using Azure.Storage.Blobs;
using Colorize.Models;
using Colorize.Tests.Azurite;
using Colorize.Tests.Onnx;

namespace Colorize.Tests.Inference;

/// <summary>Tests of a host that watches a container for model sets, which starts empty, beside a bundled set.</summary>
public abstract class WatchedStorage(SharedAzurite azurite) : IAsyncLifetime
{
    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected BlobContainerClient Container { get; private set; } = null!;

    private protected TestModelSet Bundled { get; } = TestModelSet.WithResNet("bundled");

    public async ValueTask InitializeAsync() => Container = await (await azurite.Blobs).CreateContainerAsync();

    public ValueTask DisposeAsync()
    {
        Bundled.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected InferenceHost Host() => new(new StoredModels(Container), Bundled.Store);

    /// <summary>Publishes a set of a ResNet, and alters its file first where that is asked for.</summary>
    private protected async Task PublishAsync(string version, byte[]? onnx = null, Action<byte[]>? alteration = null)
    {
        using var set = TestModelSet.WithResNet(version, onnx);
        if (alteration is not null)
        {
            byte[] altered = set.Onnx(Network.ResNet);
            alteration(altered);
            await File.WriteAllBytesAsync(set.PathOf(Network.ResNet), altered, Cancel);
        }

        await set.PublishAsync(Container);
    }
}
