using Azure.Storage.Blobs;
using Colorize.Models;
using Colorize.Tests.Azurite;
using Colorize.Tests.Onnx;

namespace Colorize.Tests.Inference;

/// <summary>A container for model sets that starts empty, beside a bundled set.</summary>
internal sealed class StoredTestModels : IDisposable
{
    private StoredTestModels(BlobContainerClient container) => Container = container;

    public BlobContainerClient Container { get; }

    public TestModelSet Bundled { get; } = TestModelSet.WithResNet("bundled");

    public static async Task<StoredTestModels> CreateAsync(SharedAzurite azurite) =>
        new(await (await azurite.Blobs).CreateContainerAsync());

    /// <summary>A host that watches the container.</summary>
    public InferenceHost Host() => new(new StoredModels(Container), Bundled.Store);

    /// <summary>Publishes a set of a ResNet, and alters its file first where that is asked for.</summary>
    public async Task PublishAsync(string version, byte[]? onnx = null, Action<byte[]>? alteration = null)
    {
        using var set = TestModelSet.WithResNet(version, onnx);
        if (alteration is not null)
        {
            byte[] altered = set.Onnx(Network.ResNet);
            alteration(altered);
            await File.WriteAllBytesAsync(set.PathOf(Network.ResNet), altered, TestContext.Current.CancellationToken);
        }

        await set.PublishAsync(Container);
    }

    public void Dispose() => Bundled.Dispose();
}
