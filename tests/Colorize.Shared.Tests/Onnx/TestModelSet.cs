using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Colorize.Models;

namespace Colorize.Tests.Onnx;

/// <summary>A model set in a folder of its own, as the trainer would publish it.</summary>
internal sealed class TestModelSet : IDisposable
{
    public static readonly string[] Classes = ["beer", "dog", "food", "rocket"];

    private readonly Dictionary<Network, byte[]> _networks;

    private TestModelSet(string version, Dictionary<Network, byte[]> networks)
    {
        _networks = networks;
        Folder = Directory.CreateTempSubdirectory("colorize-models-").FullName;
        Manifest = new(
            ModelManifest.CurrentSchema, version, DateTimeOffset.UnixEpoch, Classes,
            [.. networks.Select(network => ModelFile.Describe(network.Key, Classes.Length, network.Value))],
            Normalization.Poster, new JsonObject { ["epochs"] = 20 }, new JsonObject { ["mse"] = 0.0033 });
        Write(ModelPaths.Current, new CurrentModel(version).ToJson());
        Write(ModelPaths.Manifest(version), Manifest.ToJson());
        foreach (ModelFile file in Manifest.Files)
        {
            Write(ModelPaths.File(version, file), networks[file.Network]);
        }
    }

    public string Folder { get; }

    public ModelManifest Manifest { get; }

    public string Version => Manifest.Version;

    public BundledModels Store => new(Folder);

    public static TestModelSet WithResNet(string version = "v1", byte[]? onnx = null) =>
        new(version, new() { [Network.ResNet] = onnx ?? TestNetworks.ResNet() });

    public static TestModelSet WithEnsemble(byte[] alexNet, byte[] ensemble, bool andResNet = false)
    {
        Dictionary<Network, byte[]> networks = new() { [Network.AlexNet] = alexNet, [Network.Ensemble] = ensemble };
        if (andResNet)
        {
            networks[Network.ResNet] = TestNetworks.ResNet();
        }

        return new("v1", networks);
    }

    public static TestModelSet With(Dictionary<Network, byte[]> networks) => new("v1", networks);

    public byte[] Onnx(Network network) => _networks[network];

    /// <summary>Uploads the set as the trainer does, <c>current.json</c> last.</summary>
    public async Task PublishAsync(BlobContainerClient container)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories);
        foreach (string file in files.OrderBy(file => Path.GetFileName(file) == ModelPaths.Current))
        {
            string path = Path.GetRelativePath(Folder, file).Replace('\\', '/');
            await container.GetBlobClient(path).UploadAsync(file, overwrite: true);
        }
    }

    public string PathOf(Network network) => Path.Combine(Folder, ModelPaths.File(Version, Manifest.Find(network)!));

    public void Write(string path, byte[] content)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
