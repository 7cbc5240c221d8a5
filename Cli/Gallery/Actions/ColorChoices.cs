using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Actions;

/// <summary>What a photograph can be coloured with.</summary>
/// <param name="Model">The model set in use, or null if there is none.</param>
/// <param name="Networks">The names of its networks that give colours.</param>
/// <param name="Vivid">The names of those whose vividness can be chosen.</param>
internal sealed record ColorChoices(string? Model, IReadOnlyList<string> Networks, IReadOnlyList<string> Vivid)
{
    /// <summary>Reads them from the model set that the functions take: that of storage, else the bundled one.</summary>
    public static async Task<ColorChoices> ReadAsync(StorageClients storage, CancellationToken cancellationToken)
    {
        StoredModels stored = new(storage.Container(ContainerNames.Models));
        BundledModels bundled = new(BundledModels.DefaultFolder);
        ModelStore store = stored;
        CurrentModel? current = (await stored.ReadCurrentAsync(known: null, cancellationToken))?.Parse();
        if (current is null)
        {
            store = bundled;
            current = await bundled.ReadCurrentAsync(cancellationToken);
        }

        if (current is null)
        {
            return new ColorChoices(null, [], []);
        }

        ModelManifest manifest = await store.ReadManifestAsync(current.Version, cancellationToken);
        ModelFile[] colorizers = [.. manifest.Files.Where(file => file.Outputs.Any(output => output.Name == NetworkContract.Chroma))];
        return new ColorChoices(
            manifest.Version,
            [.. colorizers.Select(file => file.Network.Name())],
            [.. colorizers.Where(file => file.Inputs.Any(input => input.Name == BlobMetadata.Vividness)).Select(file => file.Network.Name())]);
    }
}
