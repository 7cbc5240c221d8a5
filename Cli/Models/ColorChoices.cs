using Colorize.Cli.Dropping;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Cli.Models;

/// <summary>What a photograph can be coloured with.</summary>
/// <param name="Model">The model set in use, or null if there is none.</param>
/// <param name="Networks">The names of its networks that give colours.</param>
/// <param name="Vivid">The names of those whose vividness can be chosen.</param>
internal sealed record ColorChoices(string? Model, IReadOnlyList<string> Networks, IReadOnlyList<string> Vivid)
{
    /// <summary>Reads them from the model set that serves.</summary>
    /// <exception cref="ModelSetException">It cannot be read.</exception>
    public static async Task<ColorChoices> ReadAsync(StorageClients storage, CancellationToken cancellationToken)
    {
        ModelInUse model = await ModelInUse.FindAsync(storage, cancellationToken);
        if (model.Version is not { } version)
        {
            return new ColorChoices(null, [], []);
        }

        ModelManifest manifest = await model.StoreIn(storage).ReadManifestAsync(version, cancellationToken);
        ModelFile[] colorizers = [.. manifest.Files.Where(file => file.Outputs.Any(output => output.Name == NetworkContract.Chroma))];
        return new ColorChoices(
            manifest.Version,
            [.. colorizers.Select(file => file.Network.Name())],
            [.. colorizers.Where(file => file.Inputs.Any(input => input.Name == BlobMetadata.Vividness))
                .Select(file => file.Network.Name())]);
    }

    /// <summary>What of a wish cannot be met, in words; null where all can. The functions then colour as near to it as they can.</summary>
    public string? Unmet(ColorWish wish)
    {
        if (Model is not null && wish.Network is { } network && !Networks.Contains(network))
        {
            return $"The model set {Model} has no {network}: another of its networks gives the colours ({string.Join(", ", Networks)}).";
        }

        return Model is not null && wish.Vividness is not null && (wish.Network is { } chosen ? !Vivid.Contains(chosen) : Vivid.Count == 0)
            ? "The vividness changes nothing: "
                + (wish.Network is null ? $"the model set {Model} has no network that knows it." : $"the {wish.Network} does not know it.")
            : null;
    }
}
