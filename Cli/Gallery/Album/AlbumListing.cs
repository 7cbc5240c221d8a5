using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Album;

/// <summary>Lists what the gallery knows photographs by. A rejection is read once: the next listing knows it by its version.</summary>
internal sealed class AlbumListing(StorageClients storage)
{
    private const int ReadersOfRejections = 8;

    private readonly BlobContainerClient _sources = storage.Container(ContainerNames.Grayscale);
    private readonly BlobContainerClient _results = storage.Container(ContainerNames.Colorized);
    private readonly BlobContainerClient _rejected = storage.Container(ContainerNames.Rejected);
    private readonly RejectionStore _store = new(storage);
    private Dictionary<string, (string ETag, Rejection? Rejection)> _read = [];

    /// <summary>All photographs that came in.</summary>
    public async Task<IReadOnlyCollection<AlbumSource>> SourcesAsync(CancellationToken cancellationToken)
    {
        List<AlbumSource> sources = [];
        await foreach (BlobItem item in _sources.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken))
        {
            sources.Add(AlbumSource.From(item));
        }

        return sources;
    }

    /// <summary>All results by name.</summary>
    public async Task<IReadOnlyDictionary<string, AlbumResult>> ResultsAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, AlbumResult> results = new(StringComparer.Ordinal);
        await foreach (BlobItem item in _results.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, cancellationToken))
        {
            results[item.Name] = AlbumResult.From(item.Properties.ETag, item.Metadata);
        }

        return results;
    }

    /// <summary>All rejections of photographs by name.</summary>
    public async Task<IReadOnlyDictionary<string, Rejection>> RejectionsAsync(CancellationToken cancellationToken)
    {
        List<(string Name, string ETag)> listed = [];
        const string Prefix = $"{ContainerNames.Grayscale}/";
        await foreach (BlobItem item in _rejected.GetBlobsAsync(BlobTraits.None, BlobStates.None, Prefix, cancellationToken))
        {
            listed.Add((item.Name, UnquotedETag.Of(item.Properties.ETag)));
        }

        (string Name, string ETag, Rejection? Rejection)[] read = new (string, string, Rejection?)[listed.Count];
        await Parallel.ForAsync(
            0,
            listed.Count,
            new ParallelOptions { MaxDegreeOfParallelism = ReadersOfRejections, CancellationToken = cancellationToken },
            async (index, stop) =>
            {
                (string name, string eTag) = listed[index];
                Rejection? rejection = _read.TryGetValue(name, out (string ETag, Rejection? Rejection) known) && known.ETag == eTag
                    ? known.Rejection
                    : await _store.ReadAsync(name, stop);
                read[index] = (name, eTag, rejection);
            });
        _read = read.ToDictionary(one => one.Name, one => (one.ETag, one.Rejection), StringComparer.Ordinal);
        Dictionary<string, Rejection> rejections = new(StringComparer.Ordinal);
        foreach (Rejection rejection in read.Select(one => one.Rejection).OfType<Rejection>())
        {
            rejections[rejection.Path] = rejection;
        }

        return rejections;
    }
}
