using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Imaging;
using Colorize.Storage;
using Microsoft.AspNetCore.Http;

namespace Colorize.Cli.Gallery;

/// <summary>The pictures of the gallery: previews that every browser shows, and the files themselves.</summary>
internal sealed class GalleryPictures(StorageClients storage) : IDisposable
{
    private const int ShownSide = 1280;

    private readonly ImageLimits _limits = new();

    // Decoding is for the functions; the page may wait.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>A picture for the page.</summary>
    public async Task<IResult> PreviewAsync(string container, string path, CancellationToken cancellationToken)
    {
        if (Find(container, path) is not { } blob)
        {
            return Results.NotFound();
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            _limits.CheckBytes(path, properties.ContentLength);
            Response<BlobDownloadResult> content = await blob.DownloadContentAsync(cancellationToken);
            byte[] jpeg = new Preview(_limits).ToJpeg(content.Value.Content.ToMemory(), path, ShownSide, cancellationToken: cancellationToken);
            return Results.Bytes(jpeg, "image/jpeg", lastModified: properties.LastModified);
        }
        catch (ImageRejectedException e)
        {
            return Results.Text(e.Message, statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A file, to be saved and never shown: its content may be anything.</summary>
    public async Task<IResult> OriginalAsync(string container, string path, CancellationToken cancellationToken)
    {
        if (Find(container, path) is not { } blob)
        {
            return Results.NotFound();
        }

        Stream content = await blob.OpenReadAsync(cancellationToken: cancellationToken);
        return Results.Stream(content, "application/octet-stream", path[(path.LastIndexOf('/') + 1)..]);
    }

    public void Dispose() => _one.Dispose();

    private BlobClient? Find(string container, string path) =>
        container is ContainerNames.Grayscale or ContainerNames.Colorized && BlobPaths.IsAddressable(path)
            ? storage.Container(container).GetBlobClient(path)
            : null;
}
