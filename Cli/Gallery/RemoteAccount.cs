using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Colorize.Storage;

namespace Colorize.Cli.Gallery;

/// <summary>A storage account in Azure, reached with the login of the person who asks.</summary>
internal static class RemoteAccount
{
    private const string BlobPart = ".blob.";
    private const string QueuePart = ".queue.";

    /// <summary>Whether an address can be that of an account's blobs: encrypted, unless it is on this machine.</summary>
    public static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>Connects, and asks for a photograph to see whether the login suffices.</summary>
    /// <param name="blobs">The account's blob endpoint, such as <c>https://account.blob.core.windows.net</c>.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <exception cref="PlainErrorException">Nobody is logged in, the login lacks the right, or no such account answers.</exception>
    public static async Task<StorageClients> ConnectAsync(Uri blobs, CancellationToken cancellationToken)
    {
        StorageClients storage = StorageClients.Create(new StorageOptions { BlobServiceUri = blobs, QueueServiceUri = Queues(blobs) });
        try
        {
            BlobContainerClient container = storage.Container(ContainerNames.Grayscale);
            return await container.ExistsAsync(cancellationToken)
                ? storage
                : throw new PlainErrorException(
                    $"{storage.Address} has no container {ContainerNames.Grayscale}. Is it the account that infra/deploy.sh made?");
        }
        catch (AuthenticationFailedException exception)
        {
            throw new PlainErrorException("You are not logged in to Azure. Log in with: az login", exception);
        }
        catch (RequestFailedException exception) when (exception.IsForbidden())
        {
            throw new PlainErrorException(
                $"Your login may not read {storage.Address} ({exception.ErrorCode}). Ask for the role Storage Blob Data Contributor on the "
                    + "account.",
                exception);
        }
        catch (Exception exception) when (StorageErrors.IsNoAnswer(exception))
        {
            throw new PlainErrorException($"No storage answers at {storage.Address}. Is the address right?", exception);
        }
    }

    // The account's queues, which the gallery does not use, lie beside its blobs.
    private static Uri Queues(Uri blobs) =>
        new UriBuilder(blobs) { Host = blobs.Host.Replace(BlobPart, QueuePart, StringComparison.OrdinalIgnoreCase) }.Uri;
}
