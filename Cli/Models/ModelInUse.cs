using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Cli.Models;

/// <summary>
/// The model set that serves: the one that storage names, else the bundled one, or what the functions took where they refused that.
/// </summary>
/// <param name="Version">Its name, or null if there is none.</param>
/// <param name="Bundled">Whether it came with the program.</param>
/// <param name="Refused">The set that storage names, if the functions have refused it.</param>
internal sealed record ModelInUse(string? Version, bool Bundled, RefusedModel? Refused = null)
{
    /// <summary>In words.</summary>
    public string Description =>
        Refused is null ? Serving : $"{Serving}. {Refused.Version ?? "What current.json names"} is refused: {Refused.Reason}";

    private string Serving => Version switch
    {
        null => "none; './colorize train' makes one",
        _ when Bundled => $"{Version} (bundled)",
        _ => $"{Version} (published in storage)",
    };

    /// <summary>Looks it up.</summary>
    /// <exception cref="ModelSetException">A current.json is damaged.</exception>
    public static async Task<ModelInUse> FindAsync(StorageClients storage, CancellationToken cancellationToken)
    {
        StoredModels stored = StoredIn(storage);
        CurrentModelFile? current = await stored.ReadCurrentAsync(known: null, cancellationToken);
        RefusedModel? refused = current is null ? null : await stored.FindRefusalAsync(current, cancellationToken);
        if (current is not null && refused is null)
        {
            return new ModelInUse(current.Parse().Version, Bundled: false);
        }

        string? bundled = (await new BundledModels(BundledModels.DefaultFolder).ReadCurrentAsync(cancellationToken))?.Version;
        return refused is null
            ? new ModelInUse(bundled, Bundled: true)
            : new ModelInUse(refused.Serving, refused.Serving == bundled, refused);
    }

    /// <summary>Where it is read from.</summary>
    public ModelStore StoreIn(StorageClients storage) => Bundled ? new BundledModels(BundledModels.DefaultFolder) : StoredIn(storage);

    private static StoredModels StoredIn(StorageClients storage) => new(storage.Container(ContainerNames.Models));
}
