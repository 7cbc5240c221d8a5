using Colorize.Storage;
using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Auth;
using Microsoft.Azure.Storage.Blob;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>A blob client whose watched containers tell the engine what is new.</summary>
internal sealed class EngineBlobClient(StorageUri address, StorageCredentials credentials, BlobNews news) : CloudBlobClient(address, credentials)
{
    public override CloudBlobContainer GetContainerReference(string containerName)
    {
        CloudBlobContainer container = base.GetContainerReference(containerName);
        if (containerName is not (ContainerNames.Grayscale or ContainerNames.Uploads))
        {
            return container;
        }

        WatchedContainer watched = new(container.StorageUri, Credentials, news);
        watched.ServiceClient.DefaultRequestOptions = DefaultRequestOptions;
        return watched;
    }
}
