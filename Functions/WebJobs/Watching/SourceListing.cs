using System.Text;
using System.Xml;
using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Text;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Watching;

/// <summary>
/// Lists a container. An emulator cannot write some control characters into its answer, and answers every listing that would name such a
/// blob with an error or with nothing: then the container is listed by the beginnings of the names, and the beginning at fault is left out
/// and named.
/// </summary>
internal sealed partial class SourceListing(StorageClients storage, ILogger<SourceListing> logger)
{
    private const int InternalError = 500;

    // Each further character costs a request for each that could follow.
    private const int MaxPrefixLength = 4;

    private readonly SortedSet<Rune> _alphabet = [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(character => new Rune(character))];
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>All blobs of a container that can be listed.</summary>
    /// <param name="container">The container.</param>
    /// <param name="afresh">Whether to find out again what cannot be listed.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    public async Task<IReadOnlyList<BlobItem>> ListAsync(string container, bool afresh, CancellationToken cancellationToken)
    {
        if (afresh)
        {
            _failing.Clear();
        }

        List<BlobItem> blobs = [];
        await TryAddAsync(container, string.Empty, blobs, cancellationToken);
        return blobs;
    }

    /// <returns>False where some names that begin so cannot be listed; the others have been added.</returns>
    private async Task<bool> TryAddAsync(string container, string prefix, List<BlobItem> blobs, CancellationToken cancellationToken)
    {
        if (!_failing.Contains(prefix) && await TryListAsync(container, prefix, cancellationToken) is { } listed)
        {
            blobs.AddRange(listed);
            return true;
        }

        _failing.Add(prefix);
        bool isNarrowed = false;
        foreach (Rune next in prefix.EnumerateRunes().Count() < MaxPrefixLength ? _alphabet.ToArray() : [])
        {
            isNarrowed |= !await TryAddAsync(container, prefix + next, blobs, cancellationToken);
        }

        if (!isNarrowed && _named.Add(prefix))
        {
            LogUnlistable(container, VisibleText.Of(prefix));
        }

        return false;
    }

    private async Task<List<BlobItem>?> TryListAsync(string container, string prefix, CancellationToken cancellationToken)
    {
        try
        {
            List<BlobItem> blobs = [];
            await foreach (BlobItem blob in storage.Container(container)
                .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix.Length == 0 ? null : prefix, cancellationToken))
            {
                blobs.Add(blob);
                _alphabet.UnionWith(blob.Name.EnumerateRunes().Take(MaxPrefixLength).Where(rune => !Rune.IsControl(rune)));
            }

            return blobs;
        }
        catch (Exception exception) when (exception is RequestFailedException { Status: InternalError } or XmlException)
        {
            return null;
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "{Container}/: names that begin with '{Prefix}' cannot be listed, since storage fails at one of them: "
        + "it may have a control character. All others go on.")]
    private partial void LogUnlistable(string container, string prefix);
}
