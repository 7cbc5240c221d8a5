using System.Data.Common;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Colorize.Storage;

/// <summary>The clients of one storage account, made once and shared: they are thread-safe and pool their connections.</summary>
public sealed class StorageClients
{
    /// <summary>The newest version of the service that the emulator (Azurite 3.37) knows; it answers 400 to newer ones.</summary>
    public const string LocalServiceVersion = "2026-06-06";

    // Azurite names its account so, unless told otherwise.
    private const string EmulatorAccount = "devstoreaccount1";

    private StorageClients(BlobServiceClient blobs, QueueServiceClient queues, bool isLocal)
    {
        IsLocal = isLocal;
        Blobs = blobs;
        Queues = queues;
    }

    /// <summary>The account's blobs.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>The account's queues; messages are Base64, as the Functions host writes them.</summary>
    public QueueServiceClient Queues { get; }

    /// <summary>Whether this is the emulator, where requests cost nothing.</summary>
    public bool IsLocal { get; }

    /// <summary>Where the blobs are, for messages: an address without secrets.</summary>
    public string Address => Blobs.Uri.GetLeftPart(UriPartial.Path);

    /// <summary>Makes the clients. Nothing is sent yet.</summary>
    /// <exception cref="StorageSettingsException">The settings cannot work; the message says why and holds no secret.</exception>
    public static StorageClients Create(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return options.UsesIdentity ? CreateWithIdentity(options) : CreateWithConnectionString(options);
    }

    /// <summary>A container of this account.</summary>
    public BlobContainerClient Container(string name) => Blobs.GetBlobContainerClient(name);

    private static StorageClients CreateWithIdentity(StorageOptions options)
    {
        bool local = IsLocalStorage(options);
        TokenCredential credential = CreateCredential(options);
        return new StorageClients(
            new BlobServiceClient(options.BlobServiceUri, credential, StorageClientDefaults.Blobs(local)),
            new QueueServiceClient(options.QueueServiceUri, credential, StorageClientDefaults.Queues(local)),
            local);
    }

    private static StorageClients CreateWithConnectionString(StorageOptions options)
    {
        try
        {
            bool local = IsLocalStorage(options);
            return new StorageClients(
                new BlobServiceClient(options.ConnectionString, StorageClientDefaults.Blobs(local)),
                new QueueServiceClient(options.ConnectionString, StorageClientDefaults.Queues(local)),
                local);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            // The cause may quote the connection string, so it goes no further.
            throw new StorageSettingsException(
                $"{StorageOptions.SectionName} is not a connection string. Copy it whole from the storage account's access keys, "
                + "or use UseDevelopmentStorage=true for Azurite on its usual ports.");
        }
    }

    internal static bool IsLocalStorage(StorageOptions options)
    {
        if (options.UsesIdentity)
        {
            return options.BlobServiceUri!.IsLoopback || options.BlobServiceUri.AbsolutePath.Trim('/') == EmulatorAccount;
        }

        DbConnectionStringBuilder settings = new() { ConnectionString = options.ConnectionString };
        return settings.ContainsKey("UseDevelopmentStorage")
            || (settings.TryGetValue("AccountName", out object? account) && account as string == EmulatorAccount)
            || (settings.TryGetValue("BlobEndpoint", out object? endpoint)
                && Uri.TryCreate(endpoint as string, UriKind.Absolute, out Uri? uri) && uri.IsLoopback);
    }

    internal static TokenCredential CreateCredential(StorageOptions options)
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
