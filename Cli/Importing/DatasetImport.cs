using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Files;
using Colorize.Storage;

namespace Colorize.Cli.Importing;

/// <summary>Uploads a labelled image set. An image that is there already, byte for byte, is left alone.</summary>
internal sealed class DatasetImport(StorageClients storage)
{
    private const int MaxUploads = 8;

    private readonly BlobContainerClient _uploads = storage.Container(ContainerNames.Uploads);
    private int _done;
    private int _unchanged;

    /// <summary>The images that are in storage by now.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Those of them that were there before.</summary>
    public int Unchanged => Volatile.Read(ref _unchanged);

    /// <summary>Uploads images to <c>uploads/{split}/{class}/{file}</c>.</summary>
    /// <exception cref="PlainErrorException">An image cannot be read; the message names it.</exception>
    public async Task RunAsync(IReadOnlyList<DatasetImage> images, string split, CancellationToken cancellationToken)
    {
        Dictionary<string, string> known = await KnownAsync(split, cancellationToken);
        ParallelOptions options = new() { MaxDegreeOfParallelism = MaxUploads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(images, options, async (image, stopped) =>
        {
            string name = new UploadPath(split, image.Class, Path.GetFileName(image.File)).ToString();
            byte[] content = await ReadAsync(image.File, stopped);
            string hash = ContentHash.Sha256(content);
            if (known.TryGetValue(name, out string? there)
                && (there == hash || there == Convert.ToHexStringLower(ContentHash.Md5(content))))
            {
                Interlocked.Increment(ref _unchanged);
            }
            else
            {
                await UploadAsync(name, content, hash, stopped);
            }

            Interlocked.Increment(ref _done);
        });
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(file, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlainErrorException($"{file} cannot be read: {WriteError.ReasonOf(exception)}.", exception);
        }
    }

    /// <summary>What lies there, by one listing: the SHA-256 of each image, or its MD5 where another program uploaded it.</summary>
    private async Task<Dictionary<string, string>> KnownAsync(string split, CancellationToken cancellationToken)
    {
        Dictionary<string, string> known = new(StringComparer.Ordinal);
        await foreach (BlobItem item in _uploads.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, $"{split}/", cancellationToken))
        {
            known[item.Name] = item.Metadata.TryGetValue(BlobMetadata.ContentHash, out string? hash)
                ? hash
                : Convert.ToHexStringLower(item.Properties.ContentHash ?? []);
        }

        return known;
    }

    private async Task UploadAsync(string name, byte[] content, string hash, CancellationToken cancellationToken)
    {
        BlobUploadOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentHash = ContentHash.Md5(content), ContentType = ImageContentType.Of(name) },
            Metadata = new Dictionary<string, string> { [BlobMetadata.ContentHash] = hash },
        };
        await _uploads.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), options, cancellationToken);
    }
}
