using Colorize.Inference;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Cli.Models;

/// <summary>What a photograph can be coloured with.</summary>
/// <param name="Model">The model set in use, or null if there is none.</param>
/// <param name="Networks">The names of its networks that give colours.</param>
/// <param name="Vivid">The names of those whose vividness can be chosen.</param>
internal sealed record AvailableNetworks(string? Model, IReadOnlyList<string> Networks, IReadOnlyList<string> Vivid)
{
    /// <summary>Reads them from the model set that serves.</summary>
    /// <exception cref="ModelSetException">It cannot be read.</exception>
    public static async Task<AvailableNetworks> ReadAsync(StorageClients storage, CancellationToken cancellationToken)
    {
        ModelInUse model = await ModelInUse.FindAsync(storage, cancellationToken);
        if (model.Version is not { } version)
        {
            return new AvailableNetworks(null, [], []);
        }

        ModelManifest manifest = await model.StoreIn(storage).ReadManifestAsync(version, cancellationToken);
        ModelFile[] colorizers = [.. manifest.Files.Where(file => file.Outputs.Any(output => output.Name == NetworkContract.Chroma))];
        return new AvailableNetworks(
            manifest.Version,
            [.. colorizers.Select(file => file.Network.Name())],
            [.. colorizers.Where(file => file.Inputs.Any(input => input.Name == BlobMetadata.Vividness))
                .Select(file => file.Network.Name())]);
    }

    /// <summary>
    /// What of the preferences cannot be met, in words; null where all can. The functions then colour as near to them as they can.
    /// </summary>
    public string? Unmet(ColorPreferences preferences)
    {
        string? network = preferences.Network?.Name();
        if (Model is not null && network is not null && !Networks.Contains(network))
        {
            return $"The model set {Model} has no {network}: another of its networks gives the colours ({string.Join(", ", Networks)}).";
        }

        return Model is not null && preferences.Vividness is not null && (network is null ? Vivid.Count == 0 : !Vivid.Contains(network))
            ? "The vividness changes nothing: "
                + (network is null ? $"the model set {Model} has no network that knows it." : $"the {network} does not know it.")
            : null;
    }
}
