using Microsoft.Extensions.Configuration;

namespace Colorize.Storage;

/// <summary>
/// How to reach the storage account, by the names of the Functions world: <c>AzureWebJobsStorage</c> is a connection
/// string, or <c>AzureWebJobsStorage__blobServiceUri</c> and its siblings say where it is and who asks.
/// </summary>
public sealed class StorageOptions
{
    /// <summary>The name of the setting.</summary>
    public const string SectionName = "AzureWebJobsStorage";

    /// <summary>The connection string. Null where an identity is used.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The blob endpoint, such as <c>https://account.blob.core.windows.net</c>, for an identity.</summary>
    public Uri? BlobServiceUri { get; set; }

    /// <summary>The queue endpoint, such as <c>https://account.queue.core.windows.net</c>, for an identity.</summary>
    public Uri? QueueServiceUri { get; set; }

    /// <summary><c>managedidentity</c>, or null for whatever the machine is logged in as (Azure CLI, environment, and so on).</summary>
    public string? Credential { get; set; }

    /// <summary>The client id of a user-assigned identity. Null for the system-assigned one.</summary>
    public string? ClientId { get; set; }

    /// <summary>Whether an identity is used rather than a connection string.</summary>
    public bool UsesIdentity => string.IsNullOrWhiteSpace(ConnectionString);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StorageSettingsException">A setting is missing or malformed; the message says which.</exception>
    public static StorageOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IConfigurationSection section = configuration.GetSection(SectionName);
        StorageOptions options = new()
        {
            ConnectionString = section.Value,
            BlobServiceUri = ReadUri(section, "blobServiceUri"),
            QueueServiceUri = ReadUri(section, "queueServiceUri"),
            Credential = section["credential"],
            ClientId = section["clientId"],
        };
        options.Validate();
        return options;
    }

    /// <summary>Checks that the settings are whole.</summary>
    /// <exception cref="StorageSettingsException">They are not; the message says what is missing.</exception>
    public void Validate()
    {
        if (!UsesIdentity)
        {
            return;
        }

        if (BlobServiceUri is null || QueueServiceUri is null)
        {
            throw new StorageSettingsException(
                $"No storage account is set. Set {SectionName} to a connection string (UseDevelopmentStorage=true for Azurite on its "
                + $"usual ports), or set both {SectionName}__blobServiceUri and {SectionName}__queueServiceUri.");
        }

        if (!string.IsNullOrEmpty(Credential) && !Credential.Equals("managedidentity", StringComparison.OrdinalIgnoreCase))
        {
            throw new StorageSettingsException(
                $"{SectionName}__credential is '{Credential}'. It must be 'managedidentity', or absent to use this machine's login.");
        }
    }

    private static Uri? ReadUri(IConfigurationSection section, string name)
    {
        string? value = section[name];
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        // The client shows a login to nobody over plain HTTP, and would say so with a stack trace.
        return Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw new StorageSettingsException(
                $"{SectionName}__{name} is not a web address that begins with https, such as https://account.blob.core.windows.net.");
    }
}
