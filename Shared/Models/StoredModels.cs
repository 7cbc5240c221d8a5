using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Models;

/// <summary>The model sets in storage, which the trainer publishes.</summary>
/// <param name="container">The container that holds <c>current.json</c>.</param>
public sealed class StoredModels(BlobContainerClient container) : ModelStore
{
    private const int NotModified = 304;

    /// <inheritdoc/>
    public override string Description => $"the container \"{container.Name}\"";

    /// <summary>
    /// Reads <c>current.json</c>, or answers <see langword="null"/> where there is none. Where it has not changed since it
    /// was last read, nothing is transferred, and the answer is the file that is passed.
    /// </summary>
    /// <param name="known">What was read the last time, if anything was.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
    /// <exception cref="RequestFailedException">Storage answered with an error.</exception>
    public async Task<CurrentModelFile?> ReadCurrentAsync(CurrentModelFile? known, CancellationToken cancellationToken = default)
    {
        var unlessKnown = new BlobDownloadOptions
        {
            Conditions = known is null ? null : new BlobRequestConditions { IfNoneMatch = known.Tag },
        };
        try
        {
            BlobClient blob = container.GetBlobClient(ModelPaths.Current);
            Response<BlobDownloadStreamingResult> answer = await blob.DownloadStreamingAsync(unlessKnown, cancellationToken);
            if (answer.GetRawResponse().Status == NotModified)
            {
                return known;
            }

            using BlobDownloadStreamingResult download = answer.Value;

            // One byte more than is allowed is enough for the reader of the JSON to see that there are too many.
            byte[] bytes = new byte[CurrentModel.MaxBytes + 1];
            int count = await download.Content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return new CurrentModelFile(download.Details.ETag, bytes.AsMemory(0, count));
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            return null;
        }
    }

    /// <summary>What the functions say of the set that a <c>current.json</c> names; null unless they have refused it.</summary>
    public async Task<RefusedModel?> FindRefusalAsync(CurrentModelFile current, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(current);
        try
        {
            return await TryReadAsync(ModelPaths.Refused, RefusedModel.MaxBytes, cancellationToken) is { } json
                && ModelJson.Read(json, ModelJson.Default.RefusedModel, RefusedModel.MaxBytes, ModelPaths.Refused) is var refused
                && refused.Tag == current.Tag.ToString() ? refused : null;
        }
        catch (ModelSetException)
        {
            // Nobody of ours wrote it.
            return null;
        }
    }

    /// <summary>Says that a set is refused.</summary>
    internal Task WriteRefusalAsync(RefusedModel refused, CancellationToken cancellationToken) =>
        container.GetBlobClient(ModelPaths.Refused).UploadAsync(
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(refused, ModelJson.Default.RefusedModel)),
            overwrite: true,
            cancellationToken);

    /// <summary>Takes back that a set is refused.</summary>
    internal Task DeleteRefusalAsync(CancellationToken cancellationToken) =>
        container.GetBlobClient(ModelPaths.Refused).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <inheritdoc/>
    protected override async Task<(Stream Content, long Length)?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            BlobClient blob = container.GetBlobClient(path);
            Response<BlobDownloadStreamingResult> opened = await blob.DownloadStreamingAsync(cancellationToken: cancellationToken);
            return (opened.Value.Content, opened.Value.Details.ContentLength);
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            return null;
        }
    }
}
