using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Functions.Delivery;
using Colorize.Imaging;
using Colorize.Storage;
using Colorize.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Colorize.Tests.Delivery;

/// <summary>A delivery whose outputs are texts about their sources.</summary>
/// <param name="account">The account that it delivers in.</param>
/// <param name="retryTime">How long it tries again.</param>
/// <param name="logger">Hears what it says.</param>
internal sealed class TestDelivery(TestAccount account, TimeSpan retryTime = default, ILogger<ImageDelivery>? logger = null)
{
    private const string Source = ContainerNames.Grayscale;
    private const string Output = ContainerNames.Colorized;

    private readonly ImageDelivery _delivery = new(
        account.Clients,
        new RejectionWriter(account.Rejections, TimeProvider.System, NullLogger<RejectionWriter>.Instance),
        new ImageLimits { MaxBytes = 1000 },
        new DeliveryRetry(retryTime, () => false, TimeProvider.System),
        logger ?? NullLogger<ImageDelivery>.Instance);

    private int _made;

    /// <summary>How many outputs were made, whatever became of them.</summary>
    public int Made => Volatile.Read(ref _made);

    public Task<string> DropAsync(string path, string content) => account.DropAsync(Source, path, Encoding.UTF8.GetBytes(content));

    /// <summary>Delivers a blob; what happens meanwhile happens between its download and the upload of its output.</summary>
    public Task DeliverAsync(string path, Func<Task>? meanwhile = null)
    {
        ImageTransform transform = new(Route.Photographs, _ => { }, async (_, image, _) =>
        {
            Interlocked.Increment(ref _made);
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            return new TransformedImage(Encoding.UTF8.GetBytes($"made of {Encoding.UTF8.GetString(image.Span)}"), "text/plain", [], "made");
        });
        return DeliverAsync(path, transform);
    }

    public Task DeliverAsync(string path, ImageTransform transform, CancellationToken? cancellationToken = null) =>
        _delivery.DeliverAsync(path, transform, cancellationToken ?? TestContext.Current.CancellationToken);

    /// <summary>An output and the version that it was made from, or null if there is none.</summary>
    public async Task<(string? ETag, string Content)?> OutputAsync(string path)
    {
        if (!await account.Blob(Output, path).ExistsAsync(TestContext.Current.CancellationToken))
        {
            return null;
        }

        BlobDownloadResult output = (await account.Blob(Output, path).DownloadContentAsync(TestContext.Current.CancellationToken)).Value;
        return (output.Details.Metadata[BlobMetadata.SourceETag], output.Content.ToString());
    }

    /// <summary>The version of an output.</summary>
    public async Task<ETag> ETagAsync(string path) =>
        (await account.Blob(Output, path).GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken)).Value.ETag;

    public Task<Rejection?> RejectionAsync(string path) =>
        account.Rejections.FindAsync(Source, path, TestContext.Current.CancellationToken);
}
