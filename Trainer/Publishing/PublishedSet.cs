using Colorize.Models;

namespace Colorize.Trainer.Publishing;

/// <summary>A model set that was published.</summary>
/// <param name="Registry">Where it is.</param>
/// <param name="Manifest">What it is.</param>
/// <param name="Files">Its networks.</param>
/// <param name="IsChosen">Whether it is of a place that may be written to; the bundled set, which serves where there is no other, is
/// not.</param>
internal sealed record PublishedSet(
    ModelRegistry Registry, ModelManifest Manifest, IReadOnlyDictionary<Network, byte[]> Files, bool IsChosen)
{
    /// <summary>Reads a version, whole.</summary>
    /// <exception cref="ModelSetException">It is not in order.</exception>
    public static async Task<PublishedSet> ReadAsync(
        ModelRegistry registry, string version, bool isChosen, CancellationToken cancellationToken)
    {
        ModelManifest manifest = await registry.Store.ReadManifestAsync(version, cancellationToken);
        var files = new Dictionary<Network, byte[]>();
        foreach (ModelFile file in manifest.Files)
        {
            files.Add(file.Network, await registry.Store.ReadNetworkAsync(version, file, cancellationToken));
        }

        return new PublishedSet(registry, manifest, files, isChosen);
    }
}
