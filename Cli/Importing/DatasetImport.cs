using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Files;
using Colorize.Storage;

namespace Colorize.Cli.Importing;

/// <summary>Uploads a labelled image set. An image that is there already, byte for byte, is left alone.</summary>
internal sealed class DatasetImport(StorageClients storage)
{
    private const int AtOnce = 8;

    private readonly BlobContainerClient _uploads = storage.Container(ContainerNames.Uploads);

    /// <summary>Uploads images to <c>uploads/{split}/{class}/{file}</c>.</summary>
    /// <returns>How many were uploaded, and how many were there already.</returns>
    public async Task<(int Uploaded, int Unchanged)> RunAsync(
        IReadOnlyList<(string File, string Class)> images, string split, ImportProgress progress, CancellationToken cancellationToken)
    {
        await _uploads.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        int unchanged = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(images, options, async (image, stopped) =>
        {
            var path = new UploadPath(split, image.Class, Path.GetFileName(image.File));
            if (!await UploadAsync(image.File, _uploads.GetBlobClient(path.ToString()), stopped).ConfigureAwait(false))
            {
                Interlocked.Increment(ref unchanged);
            }

            progress.Step();
        }).ConfigureAwait(false);
        return (images.Count - unchanged, unchanged);
    }

    private static async Task<bool> UploadAsync(string file, BlobClient blob, CancellationToken cancellationToken)
    {
        byte[] content = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        byte[] hash = ContentHash.Md5(content);
        if (await HashAsync(blob, cancellationToken).ConfigureAwait(false) is byte[] present && present.AsSpan().SequenceEqual(hash))
        {
            return false;
        }

        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentHash = hash, ContentType = ImageContentType.Of(file) } };
        await blob.UploadAsync(BinaryData.FromBytes(content), options, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<byte[]?> HashAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return properties.ContentHash;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }
}
