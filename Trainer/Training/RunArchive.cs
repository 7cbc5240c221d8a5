using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Colorize.Trainer.Training;

/// <summary>
/// Keeps a run's checkpoints in storage while it lasts, so that a job that is killed and starts on another machine goes on
/// where it was. Only what this run has taken over is ever written over.
/// </summary>
/// <param name="container">The container of the models.</param>
/// <param name="prefix">The folder of the run in the container.</param>
internal sealed class RunArchive(BlobContainerClient container, string prefix)
{
    /// <summary>As much as holds the beginning of a checkpoint, where it says how far it is.</summary>
    private const int HeaderBytes = 1 << 16;

    /// <summary>In the order in which they are written: whoever finds the checkpoint finds the best weights as well.</summary>
    private static readonly string[] Files = [Checkpoint.BestName, Checkpoint.LatestName];

    /// <summary>The archived files that this run has taken over or written.</summary>
    private readonly Dictionary<string, ETag> _own = [];

    private string Description => $"{container.Uri.GetLeftPart(UriPartial.Path)}/{prefix}";

    /// <summary>Takes the archived run over where it is further than the one in the folder, or there is none.</summary>
    /// <exception cref="TrainingException">The folder holds a run that is not the archived one.</exception>
    public void Restore(string folder, CancellationToken cancellationToken)
    {
        if (TagOf(Checkpoint.LatestName, cancellationToken) is null)
        {
            Own(Checkpoint.BestName, cancellationToken);
            return;
        }

        Array.ForEach(Files, file => Own(file, cancellationToken));
        if (IsFurtherThan(folder, cancellationToken))
        {
            Download(folder, cancellationToken);
        }
    }

    /// <summary>Copies the local files to storage.</summary>
    /// <exception cref="TrainingException">Another run has written there meanwhile.</exception>
    public void Store(string folder, CancellationToken cancellationToken)
    {
        foreach (string file in Files)
        {
            var unchanged = new BlobRequestConditions();
            if (_own.TryGetValue(file, out ETag tag))
            {
                unchanged.IfMatch = tag;
            }
            else
            {
                unchanged.IfNoneMatch = ETag.All;
            }

            try
            {
                BlobContentInfo stored = Blob(file).Upload(
                    Path.Combine(folder, file), new BlobUploadOptions { Conditions = unchanged }, cancellationToken);
                _own[file] = stored.ETag;
            }
            catch (RequestFailedException exception) when (exception.Status is 409 or 412)
            {
                throw new TrainingException(
                    $"Another training writes its checkpoints to {Description} as well, so this one stops. Give each a --model-version of "
                        + "its own.",
                    exception);
            }
        }
    }

    /// <summary>Deletes the archive of a run that is over and published.</summary>
    public void Delete(CancellationToken cancellationToken)
    {
        foreach (string file in Files.Reverse())
        {
            Blob(file).DeleteIfExists(cancellationToken: cancellationToken);
        }
    }

    private bool IsFurtherThan(string folder, CancellationToken cancellationToken)
    {
        string local = new Checkpoint(folder).LatestPath;
        if (!File.Exists(local))
        {
            return true;
        }

        using Stream archived = Blob(Checkpoint.LatestName).OpenRead(bufferSize: HeaderBytes, cancellationToken: cancellationToken);
        TrainingState there = Checkpoint.ReadState(archived, $"{Description}/{Checkpoint.LatestName}");
        TrainingState here = Checkpoint.ReadState(local);
        return here.IsSameRun(there)
            ? there.History.Count > here.History.Count
            : throw new TrainingException(
                $"{Description} holds another run than the folder {folder}. Give another --model-version, or another --work.");
    }

    /// <summary>The checkpoint is put in place last: a restart that does not find it fetches both again.</summary>
    private void Download(string folder, CancellationToken cancellationToken)
    {
        foreach (string file in Files)
        {
            Blob(file).DownloadTo(Part(file), cancellationToken);
        }

        foreach (string file in Files)
        {
            File.Move(Part(file), Path.Combine(folder, file), overwrite: true);
        }

        string Part(string file) => Path.Combine(folder, file + ".part");
    }

    private void Own(string file, CancellationToken cancellationToken)
    {
        if (TagOf(file, cancellationToken) is { } tag)
        {
            _own[file] = tag;
        }
    }

    private ETag? TagOf(string file, CancellationToken cancellationToken)
    {
        try
        {
            return Blob(file).GetProperties(cancellationToken: cancellationToken).Value.ETag;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    private BlobClient Blob(string file) => container.GetBlobClient($"{prefix}/{file}");
}
