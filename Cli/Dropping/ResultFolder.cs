using Azure.Storage.Blobs;

namespace Colorize.Cli.Dropping;

/// <summary>The folder that results are written to, each under the name of its photograph's file: what storage says is no path here.</summary>
/// <param name="folder">The folder.</param>
/// <param name="sources">Files that must not be overwritten.</param>
internal sealed class ResultFolder(string folder, IEnumerable<string> sources)
{
    private readonly HashSet<string> _taken = [.. sources.Select(Path.GetFullPath)];

    /// <summary>Writes a result, whole or not at all. One at a time.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="PlainErrorException">It cannot be written.</exception>
    public async Task<string> SaveAsync(string source, BlobClient result, CancellationToken cancellationToken)
    {
        string target = Choose(source);
        string draft = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            await result.DownloadToAsync(draft, cancellationToken);
            File.Move(draft, target, overwrite: true);
            return target;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What follows is the draft's name.
            string reason = exception.Message.Split(" : ", 2)[0];
            throw new PlainErrorException(
                $"{target} cannot be written: {reason}. The photograph is in colour in storage: make room, or choose another folder with --out, and drop it again.",
                exception);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private string Choose(string source)
    {
        Directory.CreateDirectory(folder);
        string name = BlobName.Of(Path.GetFileName(source));
        for (int number = 1; ; number++)
        {
            string target = Path.Combine(Path.GetFullPath(folder), BlobName.Numbered(name, number));
            if (_taken.Add(target))
            {
                return target;
            }
        }
    }
}
