using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Colorize.Storage;

/// <summary>The clients of one storage account, made once and shared: they are thread-safe and pool their connections.</summary>
public sealed class StorageClients
{
    // Azurite names its account so, unless told otherwise.
    private const string EmulatorAccount = "devstoreaccount1";

    private StorageClients(BlobServiceClient blobs, QueueServiceClient queues)
    {
        Blobs = blobs;
        Queues = queues;
    }

    /// <summary>The account's blobs.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>The account's queues; messages are Base64, as the Functions host writes them.</summary>
    public QueueServiceClient Queues { get; }

    /// <summary>Where the blobs are, for messages: an address without secrets.</summary>
    public string Address => Blobs.Uri.GetLeftPart(UriPartial.Path);

    /// <summary>Makes the clients. Nothing is sent yet.</summary>
    /// <exception cref="StorageSettingsException">The settings cannot work; the message says why and holds no secret.</exception>
    public static StorageClients Create(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        bool local = IsLocal(options);
        BlobClientOptions blobOptions = StorageClientDefaults.Blobs(local);
        QueueClientOptions queueOptions = StorageClientDefaults.Queues(local);
        if (options.UsesIdentity)
        {
            TokenCredential credential = CreateCredential(options);
            return new StorageClients(
                new BlobServiceClient(options.BlobServiceUri, credential, blobOptions),
                new QueueServiceClient(options.QueueServiceUri, credential, queueOptions));
        }

        try
        {
            return new StorageClients(
                new BlobServiceClient(options.ConnectionString, blobOptions),
                new QueueServiceClient(options.ConnectionString, queueOptions));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // The cause may quote the connection string, so it goes no further.
            throw new StorageSettingsException(
                $"{StorageOptions.SectionName} is not a connection string. Copy it whole from the storage account's access keys, "
                + "or use UseDevelopmentStorage=true for Azurite on its usual ports.");
        }
    }

    /// <summary>A container of this account.</summary>
    public BlobContainerClient Container(string name) => Blobs.GetBlobContainerClient(name);

    internal static bool IsLocal(StorageOptions options)
    {
        if (options.UsesIdentity)
        {
            return options.BlobServiceUri is { IsLoopback: true } uri || options.BlobServiceUri!.AbsolutePath.Trim('/') == EmulatorAccount;
        }

        string settings = options.ConnectionString!;
        return settings.Contains("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase)
            || settings.Contains($"AccountName={EmulatorAccount}", StringComparison.OrdinalIgnoreCase);
    }

    private static TokenCredential CreateCredential(StorageOptions options)
    {
        if (string.IsNullOrEmpty(options.Credential))
        {
            return new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId });
        }

        return new ManagedIdentityCredential(string.IsNullOrEmpty(options.ClientId)
            ? ManagedIdentityId.SystemAssigned
            : ManagedIdentityId.FromUserAssignedClientId(options.ClientId));
    }
}
