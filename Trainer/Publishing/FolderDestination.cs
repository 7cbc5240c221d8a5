using Colorize.Models;

namespace Colorize.Trainer.Publishing;

/// <summary>A local folder of models, such as the one that comes with the program.</summary>
internal sealed class FolderDestination(string folder) : IModelDestination
{
    public string Description => Path.GetFullPath(folder);

    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        return Task.CompletedTask;
    }

    public async Task PublishAsync(ModelSet set, CancellationToken cancellationToken)
    {
        foreach ((string path, byte[] content) in set.Files)
        {
            await WriteAsync(path, content, cancellationToken).ConfigureAwait(false);
        }

        await WriteAsync(ModelPaths.Current, set.Current, cancellationToken).ConfigureAwait(false);
    }

    public Task PublishReportAsync(string version, byte[] report, CancellationToken cancellationToken) =>
        WriteAsync(ModelPaths.Report(version), report, cancellationToken);

    private async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        string target = Path.Combine(folder, path);
        string part = target + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await File.WriteAllBytesAsync(part, content, cancellationToken).ConfigureAwait(false);
        File.Move(part, target, overwrite: true);
    }
}
