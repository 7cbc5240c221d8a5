using Colorize.Local;
using Colorize.Models;
using Colorize.Trainer.Publishing;

namespace Colorize.Tests.Trainer.Weights;

/// <summary>The model set that the repository holds.</summary>
internal static class BundledSet
{
    public static async Task<PublishedSet> ReadAsync()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var registry = new FolderModelRegistry(Path.Combine(ProjectRoot.Find()!, "models"));
        CurrentModel current = (await registry.ReadCurrentAsync(cancellationToken))!;
        return await PublishedSet.ReadAsync(registry, current.Version, isChosen: false, cancellationToken);
    }
}
