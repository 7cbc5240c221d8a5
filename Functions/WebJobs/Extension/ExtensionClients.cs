using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Colorize.Storage;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.DependencyInjection;

namespace Colorize.Functions.WebJobs.Extension;

/// <summary>How the clients that the storage extensions make for themselves speak to storage.</summary>
internal static class ExtensionClients
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(30);

    public static void AddExtensionClients(this IServiceCollection services)
    {
        services.AddSingleton<UnreadableMessages>();
        services.AddAzureClients(clients => clients.ConfigureDefaults(Configure));
    }

    private static void Configure(ClientOptions options, IServiceProvider services)
    {
        // The extension's loops end at the first error that reaches them, so they wait for storage to come back, however long that takes.
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.Delay = Pause;
        options.Retry.MaxRetries = int.MaxValue;
        options.Retry.NetworkTimeout = NetworkTimeout;
        options.Diagnostics.IsLoggingEnabled = false;
        if (services.GetRequiredService<StorageClients>().IsLocal)
        {
            options.AddPolicy(new ServiceVersion(StorageClients.LocalServiceVersion), HttpPipelinePosition.PerCall);
        }

        if (options is BlobClientOptions blobs)
        {
            blobs.TrimBlobNameSlashes = false;
            blobs.AddPolicy(new SourcePropertiesPolicy(), HttpPipelinePosition.PerCall);
        }
        else
        {
            options.AddPolicy(services.GetRequiredService<UnreadableMessages>(), HttpPipelinePosition.PerCall);
        }
    }

    /// <summary>Asks in the words of a version that the emulator knows: it answers 400 to newer ones.</summary>
    private sealed class ServiceVersion(string version) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue("x-ms-version", version);
    }
}
