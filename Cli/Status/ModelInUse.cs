using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Cli.Status;

/// <summary>The model set that the functions take: that of storage, else the bundled one.</summary>
/// <param name="Version">Its name, or null if there is none.</param>
/// <param name="Bundled">Whether it came with the program.</param>
internal sealed record ModelInUse(string? Version, bool Bundled)
{
    /// <summary>In words.</summary>
    public string Description => Version switch
    {
        null => "none; './colorize train' makes one",
        _ when Bundled => $"{Version} (bundled)",
        _ => $"{Version} (published in storage)",
    };

    /// <summary>Looks it up.</summary>
    /// <exception cref="ModelSetException">A current.json is damaged.</exception>
    public static async Task<ModelInUse> FindAsync(StorageClients storage, CancellationToken cancellationToken)
    {
        StoredModels stored = new(storage.Container(ContainerNames.Models));
        if (await stored.ReadCurrentAsync(known: null, cancellationToken) is { } file)
        {
            return new ModelInUse(file.Parse().Version, Bundled: false);
        }

        CurrentModel? bundled = await new BundledModels(BundledModels.DefaultFolder).ReadCurrentAsync(cancellationToken);
        return new ModelInUse(bundled?.Version, Bundled: true);
    }
}
