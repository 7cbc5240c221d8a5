using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tensors;

namespace Colorize.Trainer.Data;

/// <summary>The tensors of a split in storage: <c>tensors/{split}/{class}/{file}.npy</c>.</summary>
internal sealed class StorageSource(StorageClients clients, string split, TextWriter log) : ITensorSource
{
    private readonly BlobContainerClient _container = clients.Container(ContainerNames.Tensors);

    public string Description => $"{_container.Uri.GetLeftPart(UriPartial.Path)}/{split}";

    /// <summary>Waiting for the network takes longer than reading, so many are asked for at once.</summary>
    public int Parallelism => 16;

    /// <summary>The splits that there are.</summary>
    public static async Task<IReadOnlyList<string>> ListSplitsAsync(StorageClients clients, CancellationToken cancellationToken)
    {
        List<string> splits = [];
        try
        {
            await foreach (BlobHierarchyItem item in clients.Container(ContainerNames.Tensors)
                .GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", prefix: null, cancellationToken))
            {
                if (item.IsPrefix)
                {
                    splits.Add(item.Prefix.TrimEnd('/'));
                }
            }
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return [];
        }

        return splits;
    }

    public async Task<IReadOnlyList<Sample>> ListAsync(CancellationToken cancellationToken)
    {
        var samples = new List<Sample>();
        try
        {
            await foreach (BlobItem blob in _container
                .GetBlobsAsync(BlobTraits.None, BlobStates.None, split + "/", cancellationToken))
            {
                if (UploadPath.TryParse(blob.Name, out UploadPath? path)
                    && path.File.EndsWith(LabTensor.FileExtension, StringComparison.Ordinal))
                {
                    samples.Add(new Sample($"{path.Class}/{path.File}", path.Class, blob.Properties.ETag.ToString()!));
                }
            }
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return [];
        }

        return [.. samples.OrderBy(sample => sample.Name, StringComparer.Ordinal)];
    }

    public async Task<LabTensor?> ReadAsync(Sample sample, CancellationToken cancellationToken)
    {
        try
        {
            BlobClient blob = _container.GetBlobClient($"{split}/{sample.Name}");
            Response<BlobDownloadResult> content = await blob.DownloadContentAsync(cancellationToken);
            using Stream stream = content.Value.Content.ToStream();
            return LabTensor.Read(stream);
        }
        catch (NpyFormatException exception)
        {
            await log.WriteLineAsync($"Left out: {sample.Name}: {exception.Message}");
            return null;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            await log.WriteLineAsync($"Left out: {sample.Name} was deleted meanwhile.");
            return null;
        }
    }
}
