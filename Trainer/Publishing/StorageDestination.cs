using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Trainer.Publishing;

/// <summary>The container that the functions take their models from.</summary>
internal sealed class StorageDestination(StorageClients clients) : IModelDestination
{
    private readonly BlobContainerClient _container = clients.Container(ContainerNames.Models);

    public string Description => _container.Uri.GetLeftPart(UriPartial.Path);

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        StorageContainers.EnsureAsync(clients, [ContainerNames.Models], cancellationToken);

    public async Task PublishAsync(ModelSet set, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        BlobRequestConditions unchanged = await ConditionsAsync(cancellationToken).ConfigureAwait(false);
        foreach ((string path, byte[] content) in set.Files)
        {
            await _container.GetBlobClient(path)
                .UploadAsync(new BinaryData(content), overwrite: true, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var options = new BlobUploadOptions { Conditions = unchanged };
            await _container.GetBlobClient(ModelPaths.Current)
                .UploadAsync(new BinaryData(set.Current), options, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            throw new TrainingException(
                $"Another model set was put into use while {set.Manifest.Version} was uploaded, so that one stays. Publish again to replace it.",
                exception);
        }
    }

    public Task PublishReportAsync(string version, byte[] report, CancellationToken cancellationToken)
    {
        // With its type, a browser shows it; without, it would offer it for download.
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/html; charset=utf-8" } };
        return _container.GetBlobClient(ModelPaths.Report(version)).UploadAsync(new BinaryData(report), options, cancellationToken);
    }

    /// <summary>That <c>current.json</c> is still what it is now when the set is put into use.</summary>
    private async Task<BlobRequestConditions> ConditionsAsync(CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobProperties> current = await _container.GetBlobClient(ModelPaths.Current)
                .GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return new BlobRequestConditions { IfMatch = current.Value.ETag };
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return new BlobRequestConditions { IfNoneMatch = ETag.All };
        }
    }
}
