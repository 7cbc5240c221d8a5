using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary>Drops photographs into <c>grayscale/</c>, waits for each in <c>colorized/</c> or for its refusal, and fetches it.</summary>
internal sealed class PhotoDrop(StorageClients storage, TimeSpan patience)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly BlobContainerClient _grayscale = storage.Container(ContainerNames.Grayscale);
    private readonly BlobContainerClient _colorized = storage.Container(ContainerNames.Colorized);
    private readonly RejectionStore _rejections = new(storage);

    /// <summary>Uploads files under their own names.</summary>
    public async Task<IReadOnlyList<DroppedPhoto>> UploadAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        await _grayscale.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var dropped = new List<DroppedPhoto>();
        foreach ((string file, string blob) in BlobNames.For(files))
        {
            await using FileStream content = File.OpenRead(file);
            BlobContentInfo info = await _grayscale.GetBlobClient(blob).UploadAsync(content, overwrite: true, cancellationToken).ConfigureAwait(false);
            dropped.Add(new(file, blob, info.ETag, DateTimeOffset.UtcNow));
        }

        return dropped;
    }

    /// <summary>Waits for the results and writes them into a folder, each under its blob's name.</summary>
    /// <param name="photos">What was dropped.</param>
    /// <param name="folder">Where the results go. Nothing is written outside it.</param>
    /// <param name="cancellationToken">Stops waiting; the photographs are processed all the same.</param>
    /// <exception cref="PlainErrorException">Nothing came for a long time.</exception>
    public async IAsyncEnumerable<DropOutcome> FetchAsync(
        IReadOnlyList<DroppedPhoto> photos, string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var waiting = new List<DroppedPhoto>(photos);
        DateTimeOffset lastNews = DateTimeOffset.UtcNow;
        while (waiting.Count > 0)
        {
            foreach (DroppedPhoto photo in waiting.ToArray())
            {
                if (await TryFetchAsync(photo, folder, cancellationToken).ConfigureAwait(false) is DropOutcome outcome)
                {
                    waiting.Remove(photo);
                    lastNews = DateTimeOffset.UtcNow;
                    yield return outcome;
                }
            }

            if (waiting.Count > 0 && DateTimeOffset.UtcNow - lastNews > patience)
            {
                throw new PlainErrorException(
                    $"{waiting[0].Blob} has not come back after {patience.TotalSeconds:N0} s. Are the functions running? See: ./colorize status");
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DropOutcome?> TryFetchAsync(DroppedPhoto photo, string folder, CancellationToken cancellationToken)
    {
        BlobClient result = _colorized.GetBlobClient(photo.Blob);
        if (await PropertiesAsync(result, cancellationToken).ConfigureAwait(false) is BlobProperties properties
            && properties.Metadata.TryGetValue(BlobMetadata.SourceETag, out string? madeFrom)
            && IsSame(madeFrom, photo.ETag))
        {
            string target = await DownloadAsync(result, folder, photo.Blob, cancellationToken).ConfigureAwait(false);
            properties.Metadata.TryGetValue(BlobMetadata.ModelVersion, out string? version);
            return new(photo.File, target, null, SecondsSince(photo), version);
        }

        Rejection? rejection = await _rejections.FindAsync(ContainerNames.Grayscale, photo.Blob, cancellationToken).ConfigureAwait(false);
        return rejection is not null && IsSame(rejection.SourceETag, photo.ETag)
            ? new(photo.File, null, rejection.Message, SecondsSince(photo), null)
            : null;
    }

    private static async Task<BlobProperties?> PropertiesAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return await blob.GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    // The blob's name is the file's own name, so it has no folders; the result appears whole or not at all.
    private static async Task<string> DownloadAsync(BlobClient blob, string folder, string name, CancellationToken cancellationToken)
    {
        string target = Path.Combine(folder, Path.GetFileName(name));
        string partial = target + ".partial";
        await blob.DownloadToAsync(partial, cancellationToken).ConfigureAwait(false);
        File.Move(partial, target, overwrite: true);
        return target;
    }

    private static bool IsSame(string text, ETag etag) => text.Trim('"') == etag.ToString().Trim('"');

    private static double SecondsSince(DroppedPhoto photo) => (DateTimeOffset.UtcNow - photo.Time).TotalSeconds;
}
