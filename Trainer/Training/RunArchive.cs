using Azure;
using Azure.Storage.Blobs;

namespace Colorize.Trainer.Training;

/// <summary>
/// Keeps a run's checkpoints in storage, so that a job that is killed and starts on another machine goes on where it was.
/// </summary>
/// <param name="container">The container of the models.</param>
/// <param name="prefix">The folder of the run in the container.</param>
internal sealed class RunArchive(BlobContainerClient container, string prefix)
{
    /// <summary>In the order in which they are written: whoever finds the checkpoint finds the best weights as well.</summary>
    private static readonly string[] Files = [Checkpoint.BestName, Checkpoint.LatestName];

    /// <summary>Fetches what the local folder lacks.</summary>
    public void Restore(string folder, CancellationToken cancellationToken)
    {
        if (Array.Exists(Files, file => File.Exists(Path.Combine(folder, file))))
        {
            return;
        }

        foreach (string file in Files)
        {
            string part = Path.Combine(folder, file + ".part");
            try
            {
                Blob(file).DownloadTo(part, cancellationToken);
                File.Move(part, Path.Combine(folder, file), overwrite: true);
            }
            catch (RequestFailedException exception) when (exception.Status == 404)
            {
                File.Delete(part);
            }
        }
    }

    /// <summary>Copies the local files to storage.</summary>
    public void Store(string folder, CancellationToken cancellationToken)
    {
        foreach (string file in Files)
        {
            Blob(file).Upload(Path.Combine(folder, file), overwrite: true, cancellationToken);
        }
    }

    private BlobClient Blob(string file) => container.GetBlobClient($"{prefix}/{file}");
}
