#pragma warning disable CS0618 // The hook is "not ready for public consumption", and the only way in that needs no web server.
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host.Config;

namespace Colorize.Functions.WebJobs.Extension;

/// <summary>
/// The way into the blob extension. In Azure, Event Grid posts events to the web hook that the extension registers; here the extension
/// registers with this class, and events are posted to it in process.
/// </summary>
internal sealed class BlobEvents : IWebHookProvider
{
    // The extension takes container and name from the address and looks for the blob in its own account.
    private static readonly Uri AnyAccount = new("https://account.blob.core.windows.net/");
    private static readonly Uri AnyHook = new("https://localhost/runtime/webhooks/blobs");

    private IAsyncConverter<HttpRequestMessage, HttpResponseMessage>? _blobs;

    /// <summary>The extension registers.</summary>
    public Uri GetUrl(IExtensionConfigProvider extension)
    {
        _blobs ??= extension as IAsyncConverter<HttpRequestMessage, HttpResponseMessage>;
        return AnyHook;
    }

    /// <summary>Tells a function of a version of a blob; its message is in the queue when this returns.</summary>
    /// <param name="container">The blob's container.</param>
    /// <param name="blob">The blob as it was listed.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task PostAsync(string container, BlobItem blob, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(AnyHook, $"?functionName={FunctionOf(container)}"));
        request.Headers.Add("aeg-event-type", "Notification");
        request.Content = JsonContent(container, blob);
        using HttpResponseMessage response = await (_blobs ?? throw new InvalidOperationException("The blob extension has not started."))
            .ConvertAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static StringContent JsonContent(string container, BlobItem blob) => new(JsonSerializer.Serialize(new[]
    {
        new
        {
            id = Guid.NewGuid(),
            eventType = "Microsoft.Storage.BlobCreated",
            subject = $"/blobServices/default/containers/{container}/blobs/{blob.Name}",
            eventTime = blob.Properties.LastModified,
            data = new
            {
                api = "PutBlob",
                eTag = UnquotedETag.Of(blob.Properties.ETag),
                blobType = $"{blob.Properties.BlobType}Blob",
                // Slashes are escaped too: the extension takes those at the ends of a name for its own.
                url = new Uri(AnyAccount, $"{container}/{Uri.EscapeDataString(blob.Name)}").AbsoluteUri,
            },
        },
    }));

    private static string FunctionOf(string container) =>
        $"{typeof(Triggers).FullName}."
        + (container == ContainerNames.Grayscale ? nameof(Triggers.ColorizeGrayscale) : nameof(Triggers.PreprocessUpload));
}
