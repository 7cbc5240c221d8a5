using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Cli.Dropping.Uploads;

/// <summary>What lies in <c>grayscale/</c>: listed once where many names are asked for, else asked for one by one.</summary>
/// <param name="container">The container.</param>
/// <param name="mayExist">
/// Whether a blob of a name may be there; null where nobody knows. One that is thought not to be is not asked for: the upload finds out.
/// </param>
internal sealed class SourceIndex(BlobContainerClient container, Func<string, bool>? mayExist)
{
    private readonly ConcurrentDictionary<string, SourceBlob> _blobs = new(StringComparer.Ordinal);
    private string? _listed;

    /// <summary>Lists all blobs whose names begin so.</summary>
    public async Task ListAsync(string prefix, CancellationToken cancellationToken)
    {
        await foreach (BlobItem item in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken))
        {
            _blobs[item.Name] = SourceBlob.From(item);
        }

        _listed = prefix;
    }

    /// <summary>The blob of a name, or null.</summary>
    public async Task<SourceBlob?> FindAsync(string name, CancellationToken cancellationToken) =>
        (_listed is not null && name.StartsWith(_listed, StringComparison.Ordinal)) || mayExist?.Invoke(name) == false
            ? _blobs.GetValueOrDefault(name)
            : await FetchAsync(name, cancellationToken);

    /// <summary>Asks for a blob again, after another writer was faster.</summary>
    public async Task<SourceBlob?> FetchAsync(string name, CancellationToken cancellationToken)
    {
        if (await container.GetBlobClient(name).FindPropertiesAsync(cancellationToken) is { } properties)
        {
            return _blobs[name] = SourceBlob.From(properties);
        }

        _blobs.TryRemove(name, out _);
        return null;
    }
}
