using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Colorize.Storage;

/// <summary>How every client of ours speaks to storage.</summary>
internal static class StorageClientDefaults
{
    public static BlobClientOptions Blobs(bool local)
    {
        // Azurite 3.37 answers 400 to versions it does not know, and a user's own may run without --skipApiVersionCheck.
        BlobClientOptions options = local ? new(BlobClientOptions.ServiceVersion.V2026_06_06) : new();
        // A blob's name is the user's: a slash at either end is a part of it.
        options.TrimBlobNameSlashes = false;
        Configure(options);
        return options;
    }

    public static QueueClientOptions Queues(bool local)
    {
        QueueClientOptions options = local ? new(QueueClientOptions.ServiceVersion.V2026_06_06) : new();
        options.MessageEncoding = QueueMessageEncoding.Base64;
        Configure(options);
        return options;
    }

    private static void Configure(ClientOptions options)
    {
        // Short bursts of 503 and lost connections end here; what lasts longer than about 10 s is the queue's business.
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromMilliseconds(400);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(8);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        options.Diagnostics.IsLoggingEnabled = false;
    }
}
