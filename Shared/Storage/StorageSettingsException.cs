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
}
