using Azure.Identity;

namespace Colorize.Storage;

/// <summary>The storage settings cannot work. The message is for the person who set them and holds no secret.</summary>
public sealed class StorageSettingsException : Exception
{
    /// <inheritdoc cref="StorageSettingsException"/>
    public StorageSettingsException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="StorageSettingsException"/>
    public StorageSettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>There is nobody to ask storage as: no one has logged in, or the machine has no identity.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="cause">What the identity library says.</param>
    public static StorageSettingsException WithoutIdentity(StorageClients storage, AuthenticationFailedException cause)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return new(
            $"No identity for storage at {storage.Address}: log in with 'az login', or on a machine with a managed identity set "
            + $"{StorageOptions.SectionName}__credential to managedidentity. ({PlainMessage.Of(cause)})",
            cause);
    }
}
