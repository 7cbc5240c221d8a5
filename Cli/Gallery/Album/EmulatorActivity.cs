namespace Colorize.Cli.Gallery.Album;

/// <summary>
/// Notices that the emulator has written blobs, by its files. A listing of 5,000 blobs keeps it busy for most of a second, so
/// that a page which stays open must not list to see that nothing has happened.
/// </summary>
internal sealed class EmulatorActivity : IDisposable
{
    private readonly FileSystemWatcher _watcher;

    /// <summary>Watches a folder.</summary>
    /// <param name="data">The folder in which Azurite keeps its data.</param>
    /// <param name="noticed">Called, from any thread, when blobs or their list were written.</param>
    public EmulatorActivity(string data, Action noticed)
    {
        _watcher = new FileSystemWatcher(data)
        {
            // __azurite_db_blob__.json, its extents, and the folder __blobstorage__ with the blobs' content.
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName,
        };
        _watcher.Changed += (_, file) => Judge(file.Name, noticed);
        _watcher.Created += (_, file) => Judge(file.Name, noticed);
        _watcher.Renamed += (_, file) => Judge(file.Name, noticed);
        _watcher.Error += (_, _) => noticed();
        _watcher.EnableRaisingEvents = true;
    }

    public void Dispose() => _watcher.Dispose();

    private static void Judge(string? name, Action noticed)
    {
        if (name is not null && name.Contains("blob", StringComparison.OrdinalIgnoreCase))
        {
            noticed();
        }
    }
}
