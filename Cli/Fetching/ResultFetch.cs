using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Dropping.Results;
using Colorize.Storage;

namespace Colorize.Cli.Fetching;

/// <summary>Brings the results that lie in <c>colorized/</c>, and leaves those alone that are on this machine already.</summary>
internal sealed class ResultFetch(StorageClients storage, ResultFolder folder)
{
    private const int MaxDownloads = 4;

    private readonly BlobContainerClient _colorized = storage.Container(ContainerNames.Colorized);

    /// <summary>The results whose names begin so, by name.</summary>
    public async Task<IReadOnlyList<StoredResult>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        Dictionary<(string Name, string ETag), string> sources = [];
        await foreach (BlobItem item in ListAsync(ContainerNames.Grayscale, prefix, cancellationToken))
        {
            if (item.Metadata.TryGetValue(BlobMetadata.ContentHash, out string? hash))
            {
                sources[(item.Name, UnquotedETag.Of(item.Properties.ETag))] = hash;
            }
        }

        List<StoredResult> results = [];
        await foreach (BlobItem item in ListAsync(ContainerNames.Colorized, prefix, cancellationToken))
        {
            string eTag = item.Metadata.TryGetValue(BlobMetadata.SourceETag, out string? made) ? made : string.Empty;
            string source = sources.GetValueOrDefault((item.Name, eTag)) ?? $"{item.Name} {eTag}";
            results.Add(new StoredResult(item.Name, UnquotedETag.Of(item.Properties.ETag), source));
        }

        return results;
    }

    /// <summary>Brings them, a few at a time.</summary>
    public async IAsyncEnumerable<FetchedResult> RunAsync(
        IReadOnlyList<StoredResult> results, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<FetchedResult> fetched = Channel.CreateUnbounded<FetchedResult>();
        Task downloads = DownloadAsync(results, fetched.Writer, cancellationToken);
        await foreach (FetchedResult one in fetched.Reader.ReadAllAsync(CancellationToken.None))
        {
            yield return one;
        }

        await downloads;
    }

    private async Task DownloadAsync(
        IReadOnlyList<StoredResult> results, ChannelWriter<FetchedResult> fetched, CancellationToken cancellationToken)
    {
        try
        {
            List<(StoredResult Result, ResultTarget Target)> targets = [];
            foreach (StoredResult result in results)
            {
                targets.Add((result, await folder.ReserveAsync(result.Blob, result.Source, cancellationToken)));
            }

            ParallelOptions options = new() { MaxDegreeOfParallelism = MaxDownloads, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(targets, options, async (one, stopped) =>
            {
                bool isNew = one.Target.Earlier?.ETag != one.Result.ETag;
                BlobClient blob = _colorized.GetBlobClient(one.Result.Blob);
                string file = isNew
                    ? await folder.SaveAsync(one.Target, one.Result.ETag, (draft, ended) => blob.DownloadToAsync(draft, ended), stopped)
                    : one.Target.Path;
                fetched.TryWrite(new FetchedResult(one.Result.Blob, file, isNew));
            });
        }
        finally
        {
            fetched.Complete();
        }
    }

    private AsyncPageable<BlobItem> ListAsync(string container, string prefix, CancellationToken cancellationToken) =>
        storage.Container(container).GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken);
}
