using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Models;

/// <summary>Model sets in the container that the functions take theirs from.</summary>
/// <param name="clients">The storage account.</param>
public sealed class StorageModelRegistry(StorageClients clients) : ModelRegistry
{
    private const string HtmlExtension = ".html";
    private const string HtmlType = "text/html; charset=utf-8";

    private readonly BlobContainerClient _container = clients.Container(ContainerNames.Models);

    /// <inheritdoc/>
    public override string Description => _container.Uri.GetLeftPart(UriPartial.Path);

    /// <inheritdoc/>
    public override ModelStore Store => new StoredModels(_container);

    /// <inheritdoc/>
    public override Task PrepareAsync(CancellationToken cancellationToken = default) =>
        StorageContainers.EnsureAsync(clients, [ContainerNames.Models], cancellationToken);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> ListVersionsAsync(CancellationToken cancellationToken = default)
    {
        List<string> versions = [];
        await foreach (BlobItem blob in _container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            string version = blob.Name.Split('/')[0];
            if (blob.Name == ModelPaths.Manifest(version))
            {
                versions.Add(version);
            }
        }

        return versions;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken = default)
    {
        // With its type, a browser shows a report; without, it would offer it for download.
        BlobUploadOptions options = new();
        if (path.EndsWith(HtmlExtension, StringComparison.Ordinal))
        {
            options.HttpHeaders = new BlobHttpHeaders { ContentType = HtmlType };
        }

        return _container.GetBlobClient(path).UploadAsync(new BinaryData(content), options, cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task<CurrentModelFile?> ReadCurrentFileAsync(CancellationToken cancellationToken) =>
        new StoredModels(_container).ReadCurrentAsync(known: null, cancellationToken);

    /// <inheritdoc/>
    protected override async Task ReplaceCurrentAsync(CurrentModelFile? before, byte[]? json, CancellationToken cancellationToken)
    {
        BlobClient current = _container.GetBlobClient(ModelPaths.Current);
        BlobRequestConditions unchanged = before is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = before.Tag };
        try
        {
            await (json is null
                ? current.DeleteAsync(conditions: unchanged, cancellationToken: cancellationToken)
                : (Task)current.UploadAsync(new BinaryData(json), new BlobUploadOptions { Conditions = unchanged }, cancellationToken));
        }
        catch (RequestFailedException exception) when (exception.IsOvertaken() || exception.IsLostRace())
        {
            throw new ModelConflictException(Description, exception);
        }
    }
}
