using Colorize.Storage;
using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Auth;
using Microsoft.Azure.Storage.Blob;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>A blob client that keeps the engine from scanning the watched containers.</summary>
internal sealed class EngineBlobClient(StorageUri address, StorageCredentials credentials) : CloudBlobClient(address, credentials)
{
    public override CloudBlobContainer GetContainerReference(string containerName)
    {
        CloudBlobContainer container = base.GetContainerReference(containerName);
        if (containerName is not (ContainerNames.Grayscale or ContainerNames.Uploads))
        {
            return container;
        }

        SilentContainer watched = new(container.StorageUri, Credentials);
        watched.ServiceClient.DefaultRequestOptions = DefaultRequestOptions;
        return watched;
    }
}
