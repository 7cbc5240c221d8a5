using System.Diagnostics;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Status;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary>Waits for dropped photographs to come back: in colour, rejected, or given up.</summary>
internal sealed class PhotoReturns(StorageClients storage)
{
    // Asked for at once; the functions take photographs in about the order of their names.
    private const int Window = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan PoisonPause = TimeSpan.FromSeconds(2);

    private readonly BlobContainerClient _colorized = storage.Container(ContainerNames.Colorized);
    private readonly RejectionStore _rejections = new(storage);
    private readonly PoisonQueue _poison = new(storage);

    /// <summary>Answers each photograph as soon as its fate is known.</summary>
    /// <param name="photographs">What was dropped.</param>
    /// <param name="patience">How long to go on when nothing comes back.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async IAsyncEnumerable<Return> WaitAsync(
        IEnumerable<DroppedPhotograph> photographs, TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<DroppedPhotograph> open = [.. photographs.OrderBy(photograph => photograph.Blob, StringComparer.Ordinal)];
        Stopwatch quiet = Stopwatch.StartNew();
        Stopwatch sincePoison = Stopwatch.StartNew();
        while (open.Count > 0 && quiet.Elapsed < patience)
        {
            List<Return> back = await LookAsync(open.Take(Window), cancellationToken);
            if (sincePoison.Elapsed > PoisonPause)
            {
                back.AddRange(await PoisonedAsync(open.Except(back.Select(photograph => photograph.Dropped)), cancellationToken));
                sincePoison.Restart();
            }

            foreach (Return one in back)
            {
                open.Remove(one.Dropped);
                quiet.Restart();
                yield return one;
            }

            // What has not come back yet goes to the end, so that each has its turn.
            open = [.. open.Skip(Window), .. open.Take(Window)];
            await Task.Delay(Pause, cancellationToken);
        }

        foreach (DroppedPhotograph late in open)
        {
            yield return new Return(late, Outcome.Waiting, late.Age, NotBack(late, patience));
        }
    }

    private static string NotBack(DroppedPhotograph late, TimeSpan patience) =>
        $"Nothing came back within {patience.TotalSeconds:0} s. {ContainerNames.Grayscale}/{late.Blob} stays where it is and is colorized "
        + "as soon as the functions run ('./colorize up').";

    private async Task<List<Return>> LookAsync(IEnumerable<DroppedPhotograph> photographs, CancellationToken cancellationToken)
    {
        Return?[] back = await Task.WhenAll(photographs.Select(photograph => LookAsync(photograph, cancellationToken)));
        return [.. back.OfType<Return>()];
    }

    private async Task<Return?> LookAsync(DroppedPhotograph photograph, CancellationToken cancellationToken)
    {
        BlobClient result = _colorized.GetBlobClient(photograph.Blob);
        try
        {
            BlobProperties properties = await result.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (properties.Metadata.TryGetValue(BlobMetadata.SourceETag, out string? eTag) && eTag == photograph.ETag)
            {
                return new Return(
                    photograph, Outcome.Colorized, photograph.Age, Result: result, Metadata: ResultMetadata.From(properties.Metadata));
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Not yet.
        }

        Rejection? rejection = await _rejections.FindAsync(ContainerNames.Grayscale, photograph.Blob, cancellationToken);
        return rejection?.SourceETag == photograph.ETag
            ? new Return(photograph, Outcome.Rejected, photograph.Age, rejection.Message)
            : null;
    }

    private async Task<IEnumerable<Return>> PoisonedAsync(IEnumerable<DroppedPhotograph> photographs, CancellationToken cancellationToken)
    {
        IReadOnlyList<PoisonedBlob> poisoned = await _poison.PeekAsync(cancellationToken);
        return photographs
            .Where(photograph => poisoned.Any(blob =>
                blob.ContainerName == ContainerNames.Grayscale && blob.BlobName == photograph.Blob && blob.PlainETag == photograph.ETag))
            .Select(photograph => new Return(
                photograph, Outcome.Poisoned, photograph.Age,
                "Every try failed; the log of the functions says why. './colorize retry' tries again."));
    }
}
