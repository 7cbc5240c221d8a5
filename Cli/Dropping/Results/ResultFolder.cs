using System.Text;
using Colorize.Cli.Files;
using Colorize.Files;

namespace Colorize.Cli.Dropping.Results;

/// <summary>
/// The folder that results are written to. A result goes only where nothing is, or where an earlier run has written the
/// result of the same photograph and nobody has changed it since; otherwise it gets a number.
/// </summary>
internal sealed class ResultFolder
{
    private readonly string _root;
    private readonly HashSet<string> _sources;
    private readonly HashSet<string> _taken = [];
    private readonly ResultRecords _records;

    private ResultFolder(string root, IEnumerable<string> sources, ResultRecords records) =>
        (_root, _sources, _records) = (root, [.. sources.Select(source => Key(RealPath.Of(source)))], records);

    /// <summary>Makes the folder ready, so that what is wrong with it is known before anything is uploaded.</summary>
    /// <param name="folder">The folder; made if it is missing.</param>
    /// <param name="sources">Files that must not be overwritten, whatever is known of them.</param>
    /// <exception cref="PlainErrorException">Nothing can be written there.</exception>
    public static ResultFolder Open(string folder, IEnumerable<string> sources)
    {
        if (File.Exists(folder))
        {
            throw new PlainErrorException($"{folder} is a file. --out names the folder that the results go to.");
        }

        try
        {
            string root = RealPath.Of(Directory.CreateDirectory(folder).FullName);
            string trial = DraftIn(root);
            File.Create(trial).Dispose();
            File.Delete(trial);
            return new ResultFolder(root, sources, ResultRecords.Read(root));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlainErrorException(
                $"Nothing can be written to {folder}: {WriteError.ReasonOf(exception)}. Choose another folder with --out.", exception);
        }
    }

    /// <summary>Chooses the file of a result, for good. In the order of the photographs, one at a time.</summary>
    /// <param name="relativePath">
    /// The path asked for in the folder, with slashes; each part becomes a name that any file system takes.
    /// </param>
    /// <param name="source">The SHA-256 of the photograph.</param>
    /// <param name="cancellationToken">Stops the look at what lies there.</param>
    public async Task<ResultTarget> ReserveAsync(string relativePath, string source, CancellationToken cancellationToken)
    {
        string wanted = string.Join('/', relativePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(BlobName.Of));
        for (int number = 1; ; number++)
        {
            string file = BlobName.Numbered(wanted, number);
            string path = Path.Combine(_root, file.Replace('/', Path.DirectorySeparatorChar));
            if (!TryTake(path))
            {
                continue;
            }

            if (!IsThere(path))
            {
                return new ResultTarget(wanted, file, path, source, Earlier: null);
            }

            if (_records.Find(file) is { } earlier && earlier.Source == source && await IsUnchangedAsync(path, earlier, cancellationToken))
            {
                return new ResultTarget(wanted, file, path, source, earlier);
            }
        }
    }

    /// <summary>Writes a result, whole or not at all.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="eTag">Its version in storage.</param>
    /// <param name="downloadAsync">Writes it to the file that it is given.</param>
    /// <param name="cancellationToken">Stops it; nothing is left behind.</param>
    /// <returns>The file: another than the target if somebody has put a file there meanwhile.</returns>
    /// <exception cref="PlainErrorException">It cannot be written.</exception>
    public async Task<string> SaveAsync(
        ResultTarget target, string eTag, Func<string, CancellationToken, Task> downloadAsync, CancellationToken cancellationToken)
    {
        string? draft = null;
        try
        {
            string folder = Directory.CreateDirectory(Path.GetDirectoryName(target.Path)!).FullName;
            draft = DraftIn(folder);
            await downloadAsync(draft, cancellationToken);
            string result = await ContentHash.Sha256OfFileAsync(draft, cancellationToken);
            while (!await TryPlaceAsync(draft, target, new ResultRecord(target.File, target.Source, result, eTag), cancellationToken))
            {
                target = await ReserveAsync(target.Wanted, target.Source, cancellationToken);
            }

            return target.Path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlainErrorException(
                $"{target.Path} cannot be written: {WriteError.ReasonOf(exception)}. The photograph is in colour in storage: make room, or "
                    + "choose another folder with --out, and drop it again.",
                exception);
        }
        finally
        {
            if (draft is not null)
            {
                File.Delete(draft);
            }
        }
    }

    // A name of its own, so that a long name has room, and hidden from those who look meanwhile.
    private static string DraftIn(string folder) => Path.Combine(folder, $".colorize-{Guid.NewGuid():N}.part");

    private static bool IsThere(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static async Task<bool> IsUnchangedAsync(string path, ResultRecord record, CancellationToken cancellationToken) =>
        new FileInfo(path) is { Exists: true, LinkTarget: null }
            && await ContentHash.Sha256OfFileAsync(path, cancellationToken) == record.Result;

    // Some file systems take names that differ in case, or in how an accent is written, for the same.
    private static string Key(string path) => path.Normalize(NormalizationForm.FormC).ToUpperInvariant();

    private bool TryTake(string path)
    {
        string key = Key(path);
        lock (_taken)
        {
            return !_sources.Contains(key) && _taken.Add(key);
        }
    }

    private async Task<bool> TryPlaceAsync(string draft, ResultTarget target, ResultRecord record, CancellationToken cancellationToken)
    {
        bool replaces = target.Earlier is not null && await IsUnchangedAsync(target.Path, target.Earlier, cancellationToken);
        if (!replaces && IsThere(target.Path))
        {
            return false;
        }

        _records.Add(record);
        try
        {
            File.Move(draft, target.Path, replaces);
            return true;
        }
        catch (IOException) when (!replaces && IsThere(target.Path))
        {
            return false;
        }
    }
}
