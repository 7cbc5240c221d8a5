using Colorize.Models;

namespace Colorize.Trainer.Publishing;

/// <summary>A model set that is ready to be published.</summary>
/// <param name="Manifest">What it is.</param>
/// <param name="Networks">The bytes of each file that the manifest names.</param>
/// <param name="Scores">What was measured on the test pictures.</param>
internal sealed record ModelSet(
    ModelManifest Manifest, IReadOnlyDictionary<ModelFile, byte[]> Networks, ModelSetScores Scores)
{
    /// <summary>All files but <c>current.json</c>, by their paths from the root of the models.</summary>
    public IEnumerable<(string Path, byte[] Content)> Files =>
        Networks.Select(pair => (ModelPaths.File(Manifest.Version, pair.Key), pair.Value))
            .Append((ModelPaths.Manifest(Manifest.Version), Manifest.ToJson()));
}
